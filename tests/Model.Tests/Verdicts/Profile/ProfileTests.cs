using System.Text.Json;
using FsCheck;
using FsCheck.Xunit;
using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Scenarios;
using MtaStsAudit.Model.Verdicts;
using MtaStsAudit.Model.Verdicts.Profile;

namespace MtaStsAudit.Model.Tests.Verdicts.Profile;

/// <summary>A profile stands beside the study's verdict, and changes nothing of it.</summary>
public sealed class ProfileTests
{
    private static readonly string[] Beyond = ["wrong-name", "first-plain", "first-plain-2", "policy-404", "g", "tls13-only", "testing-untrusted", "responses-injected"];

    private static AuditStory Compliant => new AuditStory().Delivers(0, "acef").Leaves(1, "bd").Delivers(100, "acef").Leaves(101, "bd");

    [Fact]
    public void An_audit_of_the_study_alone_has_no_profile() => Assert.Null(Compliant.JudgedOnAllAt(110).Profile);

    [Fact]
    public void A_profile_holds_what_was_met_and_nothing_else() =>
        Assert.Equal(
            ["a", "b", "c", "d", "e", "f", "expired", "policy-404"],
            Compliant.LeavesFrom(2, "expired").DeliversTo(102, "policy-404").JudgedOnAllAt(110).Profile!.Select(result => result.Scenario.Value));

    [Fact]
    public void A_scenario_of_another_testbed_is_not_in_it() =>
        Assert.Null(Compliant.DeliversTo(102, "policy-404").JudgedAt(110).Profile);

    [Fact]
    public void What_another_sender_did_is_not_in_it() =>
        Assert.Null(Compliant.From("203.0.113.9", "mx.other.example").DeliversTo(102, "policy-404").LeavesFrom(103, "wrong-name").JudgedOnAllAt(110).Profile);

    [Fact]
    public void What_was_met_at_one_MX_host_only_is_in_it() =>
        Assert.Contains(new("first-plain"), Compliant.DeliversTo(102, "first-plain-2").JudgedOnAllAt(110).Profile!.Select(result => result.Scenario));

    [Fact]
    public void Its_records_are_among_the_report_s_evidence()
    {
        var report = Compliant.LeavesFrom(2, "expired").LeavesFrom(102, "expired").DeliversTo(103, "policy-404").JudgedOnAllAt(110);
        var listed = report.Evidence.Select(record => record.Id).ToHashSet();

        Assert.All(report.Profile!, result => Assert.NotEmpty(result.Evidence));
        Assert.All(report.Profile!.SelectMany(result => result.Evidence), id => Assert.Contains(id, listed));
    }

    [Theory]
    [InlineData("wrong-name", OutboundFinding.Enforces)]
    [InlineData("two-plain", OutboundFinding.Enforces)]
    public void A_sender_that_fails_beyond_the_study_keeps_its_label(string name, OutboundFinding expected)
    {
        var report = Compliant.DeliversTo(2, name).DeliversTo(102, name).JudgedOnAllAt(110);

        Assert.Equal((expected, SupportLabel.FullSupport), (report.Outbound, report.Label));
        Assert.Equal(["a", "b", "c", "d", "e", "f"], report.Outcomes.Select(outcome => outcome.Receiver.Value));
    }

    // Another sender that delivers at b what this one refuses contests the verdict. At a scenario beyond the study it does not.
    [Fact]
    public void A_delivery_by_another_beyond_the_study_contests_nothing()
    {
        var refused = Compliant.LeavesFrom(2, "wrong-name").LeavesFrom(102, "wrong-name").From("203.0.113.9", "mx.other.example");

        Assert.Equal(SupportLabel.FullSupport, refused.DeliversTo(103, "wrong-name").JudgedOnAllAt(110).Label);
        Assert.Equal(SupportLabel.Contested, refused.Delivers(104, "b").JudgedOnAllAt(110).Label);
    }

    [Property(MaxTest = 200)]
    public void Nothing_that_happens_beyond_the_study_changes_the_study_s_verdict(DoNotSize<int> any)
    {
        var story = RandomStory.Of(RandomStory.Lines(any.Item));
        var records = story.Records.Concat(Noise(story.Records, any.Item)).ToList();
        foreach (var second in new[] { 0, 100, 500, 8_000 })
        {
            var without = AuditJudge.Judge(QuestionOf(story.Records, second));
            var with = AuditJudge.Judge(QuestionOf(records, second));

            Assert.Equal(Essence(without), Essence(with));
        }

        AuditQuestion QuestionOf(IReadOnlyList<EvidenceRecord> those, int second) =>
            new(story.Token, [.. those.Where(record => record.At <= story.Start.AddSeconds(second))], Catalogue.Receivers, AuditRules.Default, story.Start.AddSeconds(second));
    }

    [Fact]
    public void A_report_with_a_profile_comes_back_from_JSON_as_it_was()
    {
        var report = Compliant.LeavesFrom(2, "expired").LeavesFrom(102, "expired").FetchesFrom(103, "unlisted").DeliversTo(104, "policy-404 testing-plain").JudgedOnAllAt(110);
        var json = JsonSerializer.Serialize(report, AuditReportJson.Default.AuditReport);
        var read = JsonSerializer.Deserialize(json, AuditReportJson.Default.AuditReport)!;

        Assert.Equal(json, JsonSerializer.Serialize(read, AuditReportJson.Default.AuditReport));
        Assert.Equal(report.Profile!.Select(Line), read.Profile!.Select(Line));
        Assert.Contains("\"scenario\":\"policy-404\",\"family\":\"PolicyHost\"", json, StringComparison.Ordinal);
        Assert.DoesNotContain("profile", JsonSerializer.Serialize(Compliant.JudgedOnAllAt(110), AuditReportJson.Default.AuditReport), StringComparison.Ordinal);

        static string Line(ScenarioResult result) => $"{result with { Sections = [], Evidence = [] }} {string.Join(' ', result.Sections)} {string.Join(' ', result.Evidence)}";
    }

    [Fact]
    public void A_family_s_counts_are_those_of_its_scenarios()
    {
        var results = Compliant.DeliversTo(2, "wrong-name expired").DeliversTo(102, "wrong-name expired").LeavesFrom(2, "self-signed").LeavesFrom(102, "self-signed")
            .DeliversTo(102, "policy-404").JudgedOnAllAt(110).Profile!;
        var counts = FamilyCount.Of(results);

        Assert.Equal([Family.Core, Family.Certificates, Family.PolicyHost], counts.Select(count => count.Family));
        Assert.Equal(new FamilyCount(Family.Certificates, new(1, 2, 0, 0, 0, 0)), counts[1]);
        Assert.Equal("1 conform, 2 violate a MUST", ProfileWording.Of(counts[1].Count));
    }

    [Fact]
    public void Every_conformance_has_words_of_its_own() =>
        Assert.Equal(Enum.GetValues<Conformance>().Length, Enum.GetValues<Conformance>().Select(ProfileWording.Of).Distinct().Count());

    [Fact]
    public void What_may_still_change_is_said()
    {
        var story = Compliant.LeavesFrom(102, "wrong-name");

        Assert.Equal("conforms, so far", ProfileWording.Of(At(story.JudgedOnAllAt(110))));
        Assert.Equal("conforms", ProfileWording.Of(At(story.JudgedOnAllAt(8000))));

        static ScenarioResult At(AuditReport report) => report.Profile!.Single(result => result.Scenario == new ReceiverName("wrong-name"));
    }

    private static string Essence(AuditReport report) => string.Join('\n',
    [
        $"{report.Label} {report.Outbound} {report.IsFinal} {report.Phase} {report.ProbeFrom} {report.AwaitsUntil} {report.Awaits}",
        .. report.Outcomes.Concat(report.OtherSenders?.SelectMany(other => other.Outcomes) ?? []).Select(outcome =>
            $"{outcome.Receiver} {outcome.Kind} {outcome.Primed} {outcome.ProbeFrom} {outcome.Whose} {outcome.ForGood} {outcome.Tries} {string.Join(',', outcome.Why ?? [])} {string.Join(',', outcome.Evidence)}"),
    ]);

    // What happened in the study happens at other receivers as well, at other times.
    private static IEnumerable<EvidenceRecord> Noise(IReadOnlyList<EvidenceRecord> records, int seed)
    {
        var random = new Random(seed);
        var id = records.Count == 0 ? 1 : records.Max(record => record.Id) + 1;
        foreach (var record in records.Where(_ => random.Next(2) == 0))
        {
            ReceiverName at = new(Beyond[random.Next(Beyond.Length)]);
            Observation? what = record.What switch
            {
                MessageAccepted message => message with { Receiver = at, QueueId = $"N{id}", Client = message.Client with { Port = message.Client.Port + 1 } },
                SessionEnded ended => ended with { Receiver = at, SessionId = $"n{id}", Client = ended.Client with { Port = ended.Client.Port + 1 } },
                PolicyFetched fetch => fetch with { Receiver = at },
                _ => null,
            };
            if (what is not null)
            {
                yield return new(id++, record.At.AddSeconds(random.Next(90)), what);
            }
        }
    }
}
