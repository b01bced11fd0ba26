using MtaStsAudit.Model;
using MtaStsAudit.Model.Stories;
using MtaStsAudit.Model.Verdicts;

namespace MtaStsAudit.Audit.Judging;

/// <summary>A file, and what the judge says of it.</summary>
/// <param name="Verdicts">One for each time that a story asks about; one for an export.</param>
internal sealed record JudgedFile(string Path, string Title, IReadOnlyList<JudgedVerdict> Verdicts)
{
    public bool IsAsExpected => Verdicts.All(verdict => verdict.Differences.Count == 0);

    /// <summary>Not as expected, but for answers that were withheld.</summary>
    public bool IsWithheld => !IsAsExpected && Verdicts.Where(verdict => verdict.Differences.Count > 0).All(verdict => verdict.IsWithheld);

    /// <param name="text">A story, or an audit's export.</param>
    public static Parsed<JudgedFile> Judge(string path, string text)
    {
        if (text.AsSpan().TrimStart() is ['{', ..])
        {
            var export = AuditExport.Parse(text);
            return export.IsValid ? Parsed<JudgedFile>.Valid(Of(path, export.Value)) : Parsed<JudgedFile>.Invalid(export.Error);
        }

        var story = StoryParser.Parse(text);
        return story.IsValid ? Parsed<JudgedFile>.Valid(Of(path, story.Value)) : Parsed<JudgedFile>.Invalid(story.Error);
    }

    private static JudgedFile Of(string path, AuditExport export) =>
        new(path, $"audit {export.Token}", [new(AuditJudge.Judge(export.Question), null, DifferencesTo(export), false)]);

    private static JudgedFile Of(string path, Story story) => new(path, story.Title,
    [
        .. story.Expectations.Select(expected =>
        {
            var report = story.JudgeAt(expected.At);
            return new JudgedVerdict(report, expected, expected.Differences(report), expected.IsWithheldBy(report));
        }),
    ]);

    // What was judged by the same rules comes out the same. Other rules may say otherwise, which is told and no fault.
    private static List<string> DifferencesTo(AuditExport export)
    {
        var report = AuditJudge.Judge(export.Question);
        return export.RulesVersion != AuditRules.Version || (export.Report.Label == report.Label && export.Report.Outbound == report.Outbound && export.Report.IsFinal == report.IsFinal)
            ? []
            : [$"the service said {Wording.Of(export.Report)}, by the same rules"];
    }
}

/// <param name="Expected">Null for an export.</param>
/// <param name="Differences">What is otherwise than expected.</param>
/// <param name="IsWithheld">The verdict says less than the evidence allows, and nothing wrong.</param>
internal sealed record JudgedVerdict(AuditReport Report, StoryExpectation? Expected, IReadOnlyList<string> Differences, bool IsWithheld);
