using System.Text.Json;
using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Tests.Verdicts;
using MtaStsAudit.Model.Verdicts;

namespace MtaStsAudit.Model.Tests.Evidence;

/// <summary>Evidence never changes: what was stored or exported under an older name is read as ever.</summary>
public sealed class OldNamesTests
{
    private const string Stored = """
        {"kind":"self-check","lookedBefore":"2026-06-01T12:00:00+00:00","wasAway":true,"faults":[{"receiver":"b","part":"Policy","what":"mta-sts.b: It answers 404."}]}
        """;

    [Fact]
    public void A_stored_self_check_of_before_says_when_the_one_before_it_was()
    {
        var read = Assert.IsType<TestbedChecked>(JsonSerializer.Deserialize(Stored, EvidenceJson.Default.Observation));

        Assert.Equal(new DateTimeOffset(2026, 6, 1, 12, 0, 0, TimeSpan.Zero), read.CheckedBefore);
        Assert.Equal((true, TestbedPart.Policy), (read.WasAway, Assert.Single(read.Faults).Part));
    }

    [Fact]
    public void A_self_check_is_written_by_its_new_name_alone_and_is_the_same_when_it_is_read_again()
    {
        var read = JsonSerializer.Deserialize(Stored, EvidenceJson.Default.Observation)!;
        var written = JsonSerializer.Serialize(read, EvidenceJson.Default.Observation);

        Assert.Contains("\"checkedBefore\":\"2026-06-01T12:00:00+00:00\"", written, StringComparison.Ordinal);
        Assert.DoesNotContain("looked", written, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(
            ((TestbedChecked)read).CheckedBefore,
            ((TestbedChecked)JsonSerializer.Deserialize(written, EvidenceJson.Default.Observation)!).CheckedBefore);
    }

    // A fault may have begun right after the self-check before: without that time, it would be set aside from the beginning of time.
    [Fact]
    public void An_export_of_before_is_judged_as_one_of_today()
    {
        var story = new AuditStory().Delivers(0, "abcdef").Delivers(100, "abcdef")
            .Checks(-60, null).Checks(110, 105, faults: new TestbedFault(new('b'), TestbedPart.Policy, "It answers 404."));
        var today = story.ExportedAt(200).Print();
        var before = today.Replace("\"checkedBefore\"", "\"lookedBefore\"", StringComparison.Ordinal);
        Assert.NotEqual(today, before);

        var export = AuditExport.Parse(before);
        Assert.True(export.IsValid, export.Error);
        Assert.Equal(AuditExport.Parse(today).Value!.Records.Select(SelfCheckedBefore), export.Value.Records.Select(SelfCheckedBefore));
        Assert.Equal(story.JudgedAt(200).Label, AuditJudge.Judge(export.Value.Question).Label);
    }

    private static DateTimeOffset? SelfCheckedBefore(EvidenceRecord record) => (record.What as TestbedChecked)?.CheckedBefore;
}
