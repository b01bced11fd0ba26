using MtaStsAudit.Front.Smtp;
using MtaStsAudit.Front.Tests.Running;
using MtaStsAudit.Model.Scenarios;

namespace MtaStsAudit.Front.Tests.Smtp;

public sealed class SmtpDialogueTests
{
    public static TheoryData<Cut> AllCuts => [.. Enum.GetValues<Cut>()];

    [Theory]
    [MemberData(nameof(AllCuts))]
    public void A_command_waits_for_the_reply_to_the_one_before(Cut cut)
    {
        var script = new DialogueScript(ChannelFault.StartTlsAnswered454, cut).Client("RSET\r\nNOOP\r\n");
        Assert.Equal(("", "RSET\r\nNOOP\r\n"), (script.ToServer, script.Waiting));

        script.Server("220 a\r\n");
        Assert.Equal(("RSET\r\n", "NOOP\r\n"), (script.ToServer, script.Waiting));

        script.Server("250-b\r\n250 c\r\n");
        Assert.Equal(("RSET\r\nNOOP\r\n", ""), (script.ToServer, script.Waiting));
    }

    [Theory]
    [MemberData(nameof(AllCuts))]
    public void Content_ends_with_a_dot_and_commands_follow(Cut cut)
    {
        var script = Greeted(ChannelFault.StartTlsAnswered502, cut).Client("DATA\r\n").Server("354 go on\r\n");
        const string content = "STARTTLS\r\n..\r\n.\rx\r\n.x\r\n\r\r\n.\r\n";
        script.Client($"{content}STARTTLS\r\n");
        Assert.EndsWith(content, script.ToServer, StringComparison.Ordinal);

        script.Server("250 taken\r\n");
        Assert.EndsWith("250 taken\r\n502 5.5.1 Command not implemented\r\n", script.ToClient, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(AllCuts))]
    public void Content_may_be_empty(Cut cut) =>
        Assert.EndsWith("DATA\r\n.\r\nRSET\r\n",
            Greeted(ChannelFault.StartTlsAnswered502, cut).Client("DATA\r\n").Server("354 go on\r\n").Client(".\r\nRSET\r\n").Server("250 taken\r\n").ToServer, StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(AllCuts))]
    public void What_follows_a_refused_DATA_is_a_command(Cut cut) =>
        Assert.EndsWith("454 4.7.0 TLS not available due to local problem\r\n",
            Greeted(ChannelFault.StartTlsAnswered454, cut).Client("DATA\r\n").Server("503 no\r\n").Client("STARTTLS\r\n").ToClient, StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(AllCuts))]
    public void A_server_that_knows_another_end_of_content_has_the_last_word(Cut cut)
    {
        var script = Greeted(ChannelFault.StartTlsAnswered502, cut).Client("DATA\r\n").Server("354 go on\r\n").Client("x\n.\n").Server("250 taken\r\n").Client("STARTTLS\r\n");
        Assert.DoesNotContain("STARTTLS", script.ToServer, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(AllCuts))]
    public void A_chunk_that_is_answered_before_its_end_is_still_content(Cut cut)
    {
        var script = Greeted(ChannelFault.EhloAnswered502, cut).Client("BDAT 8\r\nEHLO").Server("552 too much\r\n").Client(" x\r\n");
        Assert.Equal("220 a\r\n552 too much\r\n", script.ToClient);

        Assert.EndsWith("502 5.5.1 Command not implemented\r\n", script.Client("EHLO y\r\n").ToClient, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(AllCuts))]
    public void A_421_that_nobody_asked_for_reaches_the_client(Cut cut) =>
        Assert.Equal("220 a\r\n421 timeout\r\n", Greeted(ChannelFault.StartTlsHidden, cut).Server("421 timeout\r\n").ToClient);

    [Theory]
    [MemberData(nameof(AllCuts))]
    public void Starttls_that_postfix_refuses_leads_to_no_fault(Cut cut)
    {
        foreach (var fault in (ChannelFault[])[ChannelFault.ClosedAfter220, ChannelFault.GarbageAfter220, ChannelFault.ResponsesInjected])
        {
            var script = Greeted(fault, cut).Client("STARTTLS\r\n").Server("454 not now\r\n").Client("NOOP\r\n");
            Assert.Equal("220 a\r\n454 not now\r\n", script.ToClient);
            Assert.EndsWith("NOOP\r\n", script.ToServer, StringComparison.Ordinal);
            Assert.Null(script.Dialogue.Ending);
        }
    }

    [Theory]
    [InlineData("250-a\r\n250 STARTTLS\r\n", "250 a\r\n")]
    [InlineData("250-a\r\n250-STARTTLS\r\n250 SIZE\r\n", "250-a\r\n250 SIZE\r\n")]
    [InlineData("250-a\r\n250-SIZE\r\n250-starttls\r\n250 StartTLS x\r\n", "250-a\r\n250 SIZE\r\n")]
    [InlineData("250-STARTTLS\r\n250 STARTTLSX\r\n", "250-STARTTLS\r\n250 STARTTLSX\r\n")]
    [InlineData("250 a\r\n", "250 a\r\n")]
    [InlineData("250-a\n250 STARTTLS\n", "250 a\n")]
    [InlineData("501-no\r\n501 STARTTLS\r\n", "501-no\r\n501 STARTTLS\r\n")]
    public void Without_the_line_the_reply_is_well_formed(string reply, string shown)
    {
        foreach (var cut in Enum.GetValues<Cut>())
        {
            Assert.Equal($"220 a\r\n{shown}", Greeted(ChannelFault.StartTlsHidden, cut).Client("EHLO b\r\n").Server(reply).ToClient);
        }
    }

    [Theory]
    [MemberData(nameof(AllCuts))]
    public void A_line_of_4_KiB_passes_and_one_octet_more_does_not(Cut cut)
    {
        var longest = $"NOOP {new string('x', SmtpDialogue.LongestLine - 7)}\r\n";
        Assert.EndsWith(longest, Greeted(ChannelFault.StartTlsHidden, cut).Client(longest).ToServer, StringComparison.Ordinal);

        var script = Greeted(ChannelFault.StartTlsHidden, cut).Client($"x{longest}");
        Assert.Equal(DialogueEnding.LineTooLong, script.Dialogue.Ending);
        Assert.Equal("", script.ToServer);
    }

    private static DialogueScript Greeted(ChannelFault fault, Cut cut) => new DialogueScript(fault, cut).Server("220 a\r\n");
}
