using FsCheck;
using FsCheck.Xunit;
using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Notifications;
using MtaStsAudit.Model.Stories;
using MtaStsAudit.Model.Tests.Verdicts;
using MtaStsAudit.Model.Verdicts;

namespace MtaStsAudit.Model.Tests.Notifications;

/// <summary>What a sender told its user is told with its audit, and decides nothing: anybody can write it.</summary>
public sealed class ToldUserTests
{
    private static readonly int[] Times = [0, 500, 8_000, 950_000];

    private static readonly DeliveryStatus NoTls = new(
        DeliveryAction.Failed, "4.7.4", "TLS is required, but was not offered", "mx1.sender.example", null, new(2026, 1, 7, 3, 0, 0, TimeSpan.Zero),
        new(2026, 1, 2, 3, 0, 0, TimeSpan.Zero), null, "Undelivered", "Your message came back.", NotificationReader.Author);

    [Property(MaxTest = 100)]
    public void No_notification_changes_a_verdict(DoNotSize<int> any)
    {
        var story = RandomStory.Of(RandomStory.Lines(any.Item));
        var random = new Random(any.Item);
        List<EvidenceRecord> more = [.. story.Records];
        for (var number = random.Next(6); number > 0; number--)
        {
            more.Add(Given(story, random.Next(0, 9000), "abcdef"[random.Next(6)], NoTls with { Code = $"5.7.{number}" }, number));
        }

        var enlarged = story with { Records = [.. more.OrderBy(record => record.At).Select((record, index) => record with { Id = ((index + 1) * 1000) + record.Id })] };
        foreach (var time in Times)
        {
            var (one, other) = (story.JudgeAt(story.Start.AddSeconds(time)), enlarged.JudgeAt(story.Start.AddSeconds(time)));
            Assert.Equal((one.Label, one.Outbound, one.Reason, one.IsFinal, one.Phase, one.Awaits), (other.Label, other.Outbound, other.Reason, other.IsFinal, other.Phase, other.Awaits));
            Assert.Equal((one.FirstEvidence, one.LastEvidence), (other.FirstEvidence, other.LastEvidence));
            Assert.Equal(one.Outcomes.Select(outcome => outcome.Kind), other.Outcomes.Select(outcome => outcome.Kind));
        }
    }

    [Fact]
    public void It_is_told_by_scenario_with_its_cause_and_how_long_it_took_and_of_this_audit_only()
    {
        var story = RandomStory.Of("client s 192.0.2.25 host mx1.sender.example\n0 s delivers acef\n0 s leaves bd");
        var certificate = NoTls with { Action = DeliveryAction.Delayed, Code = null, Diagnostic = "Server certificate not trusted", Told = null, Reader = NotificationReader.Postmaster };
        var ofAnother = Given(story, 3, 'b', NoTls, 3);
        var report = (story with
        {
            Records =
            [
                .. story.Records, Given(story, 1, 'd', certificate, 1), Given(story, 2, 'b', NoTls, 2),
                ofAnother with { What = (DeliveryStatusGiven)ofAnother.What with { Token = StoryToken(7) } },
            ],
        }).JudgeAt(story.Start.AddSeconds(60));

        Assert.Equal(
            ["b: failed (4.7.4), 5 days after it was mailed; names TLS; told the author", "d: delayed; names the certificate; told the postmaster"],
            report.ToldUser!.Select(told => $"{told.Receiver}: {ToldUserWording.Of(told)}"));
        Assert.Equal("b: failed, names TLS. d: delayed, names the certificate.", ToldUserWording.Short(report.ToldUser));
        Assert.All(report.ToldUser!, told => Assert.Contains(report.Evidence, record => record.Id == told.Evidence));
    }

    [Fact]
    public void An_audit_of_which_nothing_was_handed_in_tells_nothing() =>
        Assert.Null(RandomStory.Of("client s 192.0.2.25 host mx1.sender.example\n0 s delivers acef").JudgeAt(DateTimeOffset.UnixEpoch.AddYears(99)).ToldUser);

    [Fact]
    public void An_export_holds_it_and_is_judged_alike()
    {
        var story = RandomStory.Of("client s 192.0.2.25 host mx1.sender.example\n0 s delivers acef\n0 s leaves bd");
        var export = AuditExport.Of((story with { Records = [.. story.Records, Given(story, 2, 'b', NoTls, 2)] }).QuestionAt(story.Start.AddSeconds(60)));

        var again = AuditJudge.Judge(AuditExport.Parse(export.Print()).Value!.Question);

        Assert.Equal(NoTls, Assert.Single(again.ToldUser!).Status);
    }

    [Theory]
    [InlineData("SMTP error from remote mail server after STARTTLS: 454 4.7.0 TLS not available", StatedCause.Tls)]
    [InlineData("450 4.4.317 Cannot connect to remote server [Message=451 5.7.3 STARTTLS is required to send mail]", StatedCause.Tls)]
    [InlineData("5.7.5 the certificate doesn't match the host", StatedCause.Certificate)]
    [InlineData("Delivery refused by the domain's MTA-STS policy: certificate expired", StatedCause.Policy)]
    [InlineData("connect to mail-b.audit.test[192.0.2.1]:25: Connection timed out", StatedCause.Connection)]
    [InlineData("retry timeout exceeded", StatedCause.None)]
    [InlineData("message could not be delivered", StatedCause.None)]
    public void The_cause_is_the_one_that_its_words_name(string error, StatedCause cause) =>
        Assert.Equal(cause, StatedCauses.Of(NoTls with { Diagnostic = error, Subject = null, Words = null }));

    private static AuditToken StoryToken(int audit) => new(Guid.Parse($"0f8fad5b-0000-4000-8000-{audit:x12}"));

    private static EvidenceRecord Given(Story story, int second, char scenario, DeliveryStatus status, int number) =>
        new(900_000 + number, story.Start.AddSeconds(second), new DeliveryStatusGiven(story.Token, new(scenario), status));
}
