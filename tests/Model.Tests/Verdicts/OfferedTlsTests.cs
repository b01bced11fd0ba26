using System.Net;
using FsCheck;
using FsCheck.Xunit;
using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Stories;
using MtaStsAudit.Model.Verdicts;

namespace MtaStsAudit.Model.Tests.Verdicts;

/// <summary>What a sender offers in TLS is told with its audit, and decides nothing.</summary>
public sealed class OfferedTlsTests
{
    private static readonly int[] Times = [0, 100, 500, 1200, 8_000, 950_000];

    private static readonly ClientHello Modern = new("TLSv1.2", ["TLSv1.3", "TLSv1.2"], "mail-garbage-after-220.audit.test", ["X25519MLKEM768", "x25519"], ["smtp"], 31, 1578);

    private static readonly ClientHello Old = new("TLSv1.1", [], null, [], [], 12, 180);

    [Property(MaxTest = 200)]
    public void No_ClientHello_changes_a_verdict(DoNotSize<int> any)
    {
        var seed = any.Item;
        var story = RandomStory.Of(RandomStory.Lines(seed));
        var random = new Random(seed);
        List<EvidenceRecord> more = [.. story.Records];
        for (var number = random.Next(12); number > 0; number--)
        {
            more.Add(Seen(story, random.Next(0, 9000), random.Next(2) == 0 ? Modern : Old, $"192.0.2.{random.Next(20, 30)}", number));
        }

        var enlarged = story with { Records = [.. more.OrderBy(record => record.At).Select((record, index) => record with { Id = (index + 1) * 1000 + record.Id })] };
        foreach (var time in Times)
        {
            Assert.Equal(Told(story.JudgeAt(story.Start.AddSeconds(time))), Told(enlarged.JudgeAt(story.Start.AddSeconds(time))));
        }

        // Ids and their number are others; all else is the same.
        static string Told(AuditReport report) =>
            $"{report.Phase} {report.ProbeFrom} {report.Outbound} {report.Label} {report.Reason} {report.IsFinal} {report.Awaits} {report.FirstEvidence} {report.LastEvidence} {report.PolicyFetches} "
            + string.Join(' ', report.Outcomes.Select(outcome => $"{outcome.Receiver}{outcome.Kind}{outcome.Primed}{outcome.Evidence.Count}{outcome.Remark}"))
            + string.Join(' ', (report.Profile ?? []).Select(result => $"{result.Scenario}{result.Conformance}{result.Did}{result.Primed}{result.Evidence.Count}"));
    }

    [Fact]
    public void Offers_of_the_sender_s_own_clients_that_are_alike_are_told_once_and_those_of_its_neighbours_never()
    {
        var story = RandomStory.Of("client s 192.0.2.25 host mx1.sender.example\n0 s delivers acef\n0 s leaves bd");
        EvidenceRecord[] seen =
        [
            Seen(story, 1, Modern, "192.0.2.25", 1), Seen(story, 2, Modern with { ServerName = "another.audit.test", Octets = 1570 }, "192.0.2.25", 2),
            Seen(story, 3, Old, "192.0.2.25", 3), Seen(story, 4, Old with { CipherSuites = 99 }, "192.0.2.26", 4), Seen(story, -4000, Modern, "192.0.2.25", 5),
        ];
        var report = (story with { Records = [.. story.Records, .. seen] }).JudgeAt(story.Start.AddSeconds(60));

        Assert.Equal(2, report.OfferedTls!.Count);
        var (most, other) = (report.OfferedTls[0], report.OfferedTls[1]);
        Assert.Equal((2, true, 31), (most.Sessions, most.SendsServerName, most.CipherSuites));
        Assert.Equal(["X25519MLKEM768"], most.PostQuantumGroups);
        Assert.Equal(["192.0.2.25"], most.Clients);
        Assert.Equal([seen[0].Id, seen[1].Id], most.Evidence);
        Assert.Equal((1, false), (other.Sessions, other.SendsServerName));
        Assert.Equal(["up to TLSv1.1"], other.Versions);
        Assert.All(most.Evidence, id => Assert.Contains(report.Evidence, record => record.Id == id));
        Assert.DoesNotContain(report.Evidence, record => record.Id == seen[3].Id || record.Id == seen[4].Id);
    }

    [Fact]
    public void An_audit_without_any_tells_of_none() =>
        Assert.Null(RandomStory.Of("client s 192.0.2.25 host mx1.sender.example\n0 s delivers acef").JudgeAt(DateTimeOffset.UnixEpoch.AddYears(99)).OfferedTls);

    private static EvidenceRecord Seen(Story story, int second, ClientHello hello, string client, int number) =>
        new(900_000 + number, story.Start.AddSeconds(second), new ClientHelloSeen(new("garbage-after-220"), IPAddress.Parse(client), 40_000 + number, story.Start.AddSeconds(second), hello));
}
