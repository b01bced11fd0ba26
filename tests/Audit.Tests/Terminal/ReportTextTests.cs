using MtaStsAudit.Audit.Runs;
using MtaStsAudit.Audit.Terminal;
using MtaStsAudit.Audit.Tests.Stories;
using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Tests.Verdicts;
using MtaStsAudit.Model.Verdicts;

namespace MtaStsAudit.Audit.Tests.Terminal;

public sealed class ReportTextTests
{
    [Fact]
    public void An_alert_is_shown_by_number_and_name()
    {
        var report = new AuditStory().Delivers(0, "abcdef").Delivers(70, "acef").Leaves(71, "b")
            .Leaves(71, "d", SessionEnding.Lost, "ehlo=1 starttls=0/1", new TlsFailure(48, "tlsv1 alert unknown ca")).JudgedAt(80);

        Assert.Contains("commands ehlo=1 starttls=0/1; TLS alert 48 (unknown CA) from the client; connection closed, without mail", Written(report), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(60)]
    [InlineData(80)]
    public void On_a_narrow_screen_each_receiver_has_a_row_and_no_word_is_broken(int width)
    {
        var report = new AuditStory().Delivers(0, "abcdef").Delivers(70, "abcdef").JudgedAt(80);
        List<NamedReport> senders = [.. Enumerable.Range(1, 4).Select(number => new NamedReport($"sender-{number}.example", report))];
        using var text = new StringWriter();
        var console = Consoles.For(text, isTerminal: false);
        console.Profile.Width = width;
        foreach (var table in StudyTable.Of(senders, width))
        {
            console.Write(table);
        }

        var lines = text.ToString().Split('\n');
        Assert.All(lines, line => Assert.True(line.Length <= width, line));
        Assert.All(senders, sender => Assert.Contains(sender.Name, text.ToString(), StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("│ b ", StringComparison.Ordinal) && line.Contains("delivered in clear", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("│ verdict", StringComparison.Ordinal) && line.Contains("No support", StringComparison.Ordinal));
    }

    [Fact]
    public void What_a_sender_wrote_of_itself_neither_steers_the_terminal_nor_is_read_as_markup()
    {
        var story = new AuditStory().Delivers(0, "abcdef").Delivers(70, "acef").Leaves(71, "bd");
        var report = story.JudgedAt(80);
        var hostile = report with
        {
            Evidence = [.. report.Evidence.Select(record => record.What switch
            {
                MessageAccepted message => record with { What = message with { HeloName = "[blink]mx\u001b]0;owned\u0007", MailFrom = "\u202ex" } },
                _ => record,
            })],
        };

        var written = Written(hostile);
        Assert.Contains("EHLO [blink]mx\uFFFD]0;owned\uFFFD", written, StringComparison.Ordinal);
        Assert.DoesNotContain(written, character => char.IsControl(character) && character != '\n');
        Assert.DoesNotContain('\u202e', written);
    }

    [Fact]
    public void The_records_of_one_connection_are_told_as_one()
    {
        var report = new AuditStory().Delivers(0, "abcdef").Delivers(70, "acef").Leaves(71, "bd").JudgedAt(80);
        var refusal = (SessionEnded)report.Evidence.Single(record => report.Outcomes[1].Evidence.Contains(record.Id) && record.What is SessionEnded).What;
        var heard = new EvidenceRecord(99, report.Evidence[^1].At, new SessionHeard(refusal.Receiver, refusal.Client, ["mx1.sender.example", "mx1.sender.example"], null));
        var withDialogue = report with
        {
            Evidence = [.. report.Evidence, heard],
            Outcomes = [.. report.Outcomes.Select(outcome => outcome.Receiver == refusal.Receiver ? outcome with { Evidence = [.. outcome.Evidence, 99] } : outcome)],
        };

        var session = Assert.Single(SmtpSessions.Of(withDialogue.Evidence.Where(record => withDialogue.Outcomes[1].Evidence.Contains(record.Id))));
        Assert.Equal(["mx1.sender.example"], session.HeloNames);
        Assert.Equal(refusal, session.End);
    }

    [Fact]
    public void The_live_screen_counts_down_to_the_probe_round()
    {
        var plan = new AuditPlan(new AuditStory().Token, FakeTestbed.Address, FakeTestbed.Site, TimeSpan.FromHours(1), MailsItself: false);
        var report = new AuditStory().Delivers(0, "abcdef").JudgedAt(30);
        using var writer = new StringWriter();
        var console = Consoles.For(writer, isTerminal: false);

        console.Write(new LiveScreen(console).Drawn(new RunState(plan, report, AuditStory.Start.AddSeconds(30), Remark: null)));

        Assert.Contains("Step settling: Wait; do not mail yet. 30 s left.", writer.ToString(), StringComparison.Ordinal);
        Assert.Contains("met in the prime round", writer.ToString(), StringComparison.Ordinal);
    }

    private static string Written(AuditReport report)
    {
        using var writer = new StringWriter();
        ReportText.Write(Consoles.For(writer, isTerminal: false), [NamedReport.Of(report)]);
        return writer.ToString();
    }
}
