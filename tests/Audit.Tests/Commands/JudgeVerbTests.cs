using System.Text.Json;
using MtaStsAudit.Audit.Tests.Local;
using MtaStsAudit.Audit.Tests.Stories;
using MtaStsAudit.Model.Receivers;
using MtaStsAudit.Model.Scenarios;
using MtaStsAudit.Model.Tests.Verdicts;
using MtaStsAudit.Model.Verdicts;

namespace MtaStsAudit.Audit.Tests.Commands;

public sealed class JudgeVerbTests : IDisposable
{
    private const string Plain = """
        # Plain Postfix
        client s 192.0.2.25 host mx1.sender.example
        0 s delivers abcdef
        90 s delivers abcdef
        expect 110 none b=delivered-in-clear
        """;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_story_with_the_expected_verdict_ends_with_0_and_shows_table_grades_and_reason()
    {
        var trial = new CommandLineTrial();

        Assert.Equal(0, await trial.RunAsync("judge", File("plain.story", Plain)));
        Assert.Contains("sender.example: No support, so far", trial.Output, StringComparison.Ordinal);
        Assert.Contains("it had time to fetch the policy, and no fetch was seen", trial.Output, StringComparison.Ordinal);
        Assert.Contains("As expected.", trial.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_story_with_another_verdict_ends_with_1_and_says_what_differs()
    {
        var trial = new CommandLineTrial();

        Assert.Equal(1, await trial.RunAsync("judge", File("wrong.story", Plain.Replace("none", "full", StringComparison.Ordinal))));
        Assert.Contains("Not as expected: the verdict is No support, not Full support.", trial.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_files_are_counted()
    {
        var trial = new CommandLineTrial();

        Assert.Equal(1, await trial.RunAsync(
            "judge", File("right.story", Plain), File("wrong.story", Plain.Replace("none", "partial", StringComparison.Ordinal)),
            File("withheld.story", "client s 192.0.2.25\n0 s delivers acef\nexpect 9000 full\n")));
        Assert.Contains("│ 3      │ 1     │ 1     │ 1         │", trial.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0 s delivers abc", "line 1: there is no client 's'")]
    [InlineData("{}", "Cannot read")]
    [InlineData("{\"format\":", "Cannot read")]
    public async Task A_file_that_cannot_be_read_ends_with_2_and_the_reason(string text, string words)
    {
        var trial = new CommandLineTrial();

        Assert.Equal(2, await trial.RunAsync("judge", File("x", text)));
        Assert.Contains(words, trial.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_not_there_ends_with_2()
    {
        var trial = new CommandLineTrial();

        Assert.Equal(2, await trial.RunAsync("judge", Path.Combine(folder.Path, "none.story")));
        Assert.Contains("there is no such file", trial.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_export_is_judged_as_its_testbed_judged_it()
    {
        var question = QuestionOf(new AuditStory().Delivers(0, "abcdef").Delivers(100, "acef").Leaves(101, "bd").Leaves(400, "bd"), 500);
        var trial = new CommandLineTrial();

        Assert.Equal(0, await trial.RunAsync("judge", "--json", File("export.json", AuditExport.Of(question).Print())));
        var report = JsonSerializer.Deserialize(trial.Output, AuditReportJson.Default.AuditReport)!;
        Assert.Equal(JsonSerializer.Serialize(AuditJudge.Judge(question), AuditReportJson.Default.AuditReport), JsonSerializer.Serialize(report, AuditReportJson.Default.AuditReport));
        Assert.True(report is { Label: SupportLabel.FullSupport, IsFinal: true });
    }

    [Fact]
    public void An_export_has_its_evidence_once()
    {
        var question = QuestionOf(new AuditStory().Delivers(0, "abcdef"), 500);

        using var export = JsonDocument.Parse(AuditExport.Of(question).Print());
        Assert.Equal(question.Records.Count, export.RootElement.GetProperty("records").GetArrayLength());
        Assert.DoesNotContain("question", export.RootElement.EnumerateObject().Select(member => member.Name));
    }

    [Fact]
    public async Task An_export_whose_verdict_does_not_follow_from_its_evidence_ends_with_1()
    {
        var export = AuditExport.Of(QuestionOf(new AuditStory().Delivers(0, "abcdef").Delivers(100, "abcdef"), 500));
        var trial = new CommandLineTrial();

        Assert.Equal(1, await trial.RunAsync("judge", File("export.json", (export with { Report = export.Report with { Label = SupportLabel.FullSupport } }).Print())));
        Assert.Contains("the service said Full support", trial.Output, StringComparison.Ordinal);
    }

    private static AuditQuestion QuestionOf(AuditStory story, int second) =>
        new(story.Token, story.Records, Catalogue.Study, AuditRules.Default, AuditStory.Start.AddSeconds(second));

    private string File(string name, string text)
    {
        var path = Path.Combine(folder.Path, name);
        System.IO.File.WriteAllText(path, text);
        return path;
    }
}
