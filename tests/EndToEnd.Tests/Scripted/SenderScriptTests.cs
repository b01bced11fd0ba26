namespace MtaStsAudit.EndToEnd.Tests.Scripted;

/// <summary>How a script is read.</summary>
public sealed class SenderScriptTests
{
    [Fact]
    public void A_script_is_a_command_a_line_with_comments()
    {
        var script = SenderScript.Parse("""
            # a sender
            connect b

            starttls sni mail-b.example verify   # and no further
            """);

        Assert.Equal(["line 2, 'connect b'", "line 4, 'starttls sni mail-b.example verify'"], script.Value!.Lines.Select(line => $"{line}"));
        Assert.Equal("mail-b.example", script.Value.Lines[1].After("sni"));
        Assert.True(script.Value.Lines[1].Says("verify"));
    }

    [Theory]
    [InlineData("connect b\nrcpt x", "line 2: 'rcpt' is no command")]
    [InlineData("connect", "line 1: 'connect' takes 1 word")]
    [InlineData("quit now", "line 1: 'quit' takes 0 words")]
    public void A_script_that_cannot_be_played_says_which_line(string text, string reason) =>
        Assert.Contains(reason, SenderScript.Parse(text).Error, StringComparison.Ordinal);

    [Fact]
    public void Every_sender_of_the_tests_can_be_read() =>
        Assert.All(SenderScripts.All.Values, text => Assert.Null(SenderScript.Parse(text).Error));
}
