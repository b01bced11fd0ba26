using System.Net;
using FsCheck;
using FsCheck.Xunit;
using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Receivers;
using MtaStsAudit.Model.Scenarios;
using MtaStsAudit.Model.Stories;
using MtaStsAudit.Model.Sts;
using MtaStsAudit.Model.Verdicts;

namespace MtaStsAudit.Model.Tests.Verdicts;

/// <summary>What holds of the judge whatever the evidence is.</summary>
public sealed class JudgePropertyTests
{
    private static readonly int[] Times = [0, 100, 500, 1200, 8_000, 950_000];

    private static readonly string[] Enforcing =
        ["client s 192.0.2.25 host mx1.sender.example", "0 s delivers acef", "0 s leaves bd", "90 s delivers acef", "90 s leaves bd", "400 s leaves bd"];

    [Property(MaxTest = 200)]
    public void No_evidence_makes_the_judge_throw(DoNotSize<int> any)
    {
        var seed = any.Item;
        var story = RandomStory.Of(RandomStory.Lines(seed, 40));
        foreach (var time in Times)
        {
            Assert.NotEqual("", story.JudgeAt(story.Start.AddSeconds(time)).Reason);
        }
    }

    [Property(MaxTest = 200)]
    public void A_final_full_support_rests_on_refusals_at_b_and_d_a_delivery_over_tls_and_one_in_clear_and_on_no_violation_after_them(DoNotSize<int> any)
    {
        var seed = any.Item;
        var story = RandomStory.Of(RandomStory.Lines(seed));
        foreach (var report in Times.Select(time => story.JudgeAt(story.Start.AddSeconds(time))).Where(report => report is { Label: SupportLabel.FullSupport, IsFinal: true }))
        {
            var sessions = SmtpSessions.Of(story.Records.Where(record => record.At <= report.JudgedAt));
            bool IsOwn(SmtpSession session) => report.Sender!.Clients.Contains(SenderIdentity.ClientKeyOf(session.Client.Address))
                || session.Client.VerifiedHostName?.EndsWith(".sender.example", StringComparison.Ordinal) == true;
            bool IsAt(SmtpSession session, string letters) => letters.Contains(session.Receiver.ToString(), StringComparison.Ordinal);
            var messages = sessions.Where(session => session.Delivered.Any(message => message.Token == report.Token) && IsOwn(session)).ToList();

            foreach (var letter in "bd")
            {
                var refusals = sessions.Where(session => IsAt(session, $"{letter}") && IsOwn(session) && session.Messages.Count == 0
                    && session.End is { } end && Departure.Of(end, Catalogue.Find(new(letter))!) != DepartureKind.None).ToList();
                Assert.NotEmpty(refusals);
                Assert.DoesNotContain(messages, session => IsAt(session, $"{letter}") && session.From > refusals.Max(refusal => refusal.From));
            }

            Assert.Contains(messages, session => IsAt(session, "ac") && session.Tls is not null);
            Assert.Contains(messages, session => IsAt(session, "f") && session.Tls is null);
        }
    }

    [Property(MaxTest = 200)]
    public void What_strangers_do_without_the_token_changes_nothing_but_the_numbers(DoNotSize<int> any)
    {
        var seed = any.Item;
        var lines = RandomStory.Lines(seed);
        var random = new Random(seed);
        var strangers = string.Concat(Enumerable.Range(0, 8).Select(_ =>
            $"\n{random.Next(-100, 2000)} x {(random.Next(3) switch { 0 => "leaves bd", 1 => "fetches abcde", _ => "delivers abcdef audit 9" })}"));
        var alone = RandomStory.Of(lines);
        var among = RandomStory.Of($"client x 100.64.9.9\n{lines}{strangers}");
        foreach (var time in Times)
        {
            Assert.Equal(Headline(alone, time), Headline(among, time));
        }
    }

    [Property(MaxTest = 200)]
    public void The_order_of_records_with_equal_times_does_not_matter(DoNotSize<int> any)
    {
        var seed = any.Item;
        var story = RandomStory.Of(RandomStory.Lines(seed));
        var reordered = RandomStory.Reordered(story, seed ^ 0x5A5A);
        foreach (var time in Times)
        {
            Assert.Equal(Headline(story, time), Headline(reordered, time));
        }
    }

    [Property(MaxTest = 200)]
    public void A_later_violation_by_a_host_that_refused_takes_a_final_full_support_away(DoNotSize<int> any)
    {
        var seed = any.Item;
        var random = new Random(seed);
        var at = random.Next(500, 600_000);
        var before = RandomStory.Of(string.Join('\n', Enforcing));
        var after = RandomStory.Of(string.Join('\n', [.. Enforcing, $"{at} s delivers {"bd"[random.Next(2)]} {(random.Next(2) == 0 ? "without-log" : "")}"]));

        Assert.Equal("FullSupport True", Headline(before, at + 5));
        Assert.DoesNotContain("FullSupport", Headline(after, at + 5), StringComparison.Ordinal);
        Assert.DoesNotContain("FullSupport", Headline(after, at + 90_000), StringComparison.Ordinal);
    }

    [Property(MaxTest = 200)]
    public void The_label_of_suite_study_does_not_depend_on_other_receivers(DoNotSize<int> any)
    {
        var seed = any.Item;
        var story = RandomStory.Of(RandomStory.Lines(seed));
        var further = new Receiver(new('k'), TlsOffer.None, CertificateKind.None, StsMode.Enforce, AddressFamilyUse.IPv4, "added later");
        var random = new Random(seed);
        List<EvidenceRecord> more = [.. story.Records];
        for (var number = random.Next(6); number > 0; number--)
        {
            var at = story.Start.AddSeconds(random.Next(0, 9000));
            var client = new SmtpClient(IPAddress.Parse("192.0.2.25"), 100 + number, "mx1.sender.example");
            more.Add(new(0, at, random.Next(2) == 0
                ? new MessageAccepted(further.Name, client, "mx1.sender.example", null, "audit@sender.example", $"{story.Token}@k.audit.test", story.Token, $"K{number}", null, 10)
                : new SessionEnded(further.Name, client, at, null, null, null, new CommandSummary(new Dictionary<string, CommandCount> { ["ehlo"] = new(1, 1), ["quit"] = new(1, 1) }),
                    SessionEnding.Quit, null, $"k{number}")));
        }

        var enlarged = story with { Records = [.. more.OrderBy(record => record.At).Select((record, index) => record with { Id = index + 1 })] };
        foreach (var time in Times)
        {
            var now = story.Start.AddSeconds(time);
            var question = enlarged.QuestionAt(now);
            Assert.Equal(story.JudgeAt(now).Label, AuditJudge.Judge(question with { Receivers = [.. question.Receivers, further] }).Label);
        }
    }

    private static string Headline(Story story, int time)
    {
        var report = story.JudgeAt(story.Start.AddSeconds(time));
        return $"{report.Label} {report.IsFinal}";
    }
}
