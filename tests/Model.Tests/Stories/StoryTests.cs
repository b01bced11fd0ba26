using MtaStsAudit.Model.Stories;

namespace MtaStsAudit.Model.Tests.Stories;

/// <summary>The judge's test suite: what really happens to a testbed, and what an expert says of it.</summary>
public sealed class StoryTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "stories");

    public static TheoryData<string> Stories => [.. Directory.EnumerateFiles(Folder, "*.story").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Stories))]
    public void A_story_has_the_verdict_that_it_expects(string name)
    {
        var parsed = StoryParser.Parse(File.ReadAllText(Path.Combine(Folder, $"{name}.story")));
        Assert.True(parsed.Value is not null, parsed.Error);
        var story = parsed.Value!;

        Assert.NotEmpty(story.Expectations);
        Assert.NotEqual("", story.Title);
        foreach (var expected in story.Expectations)
        {
            var report = story.JudgeAt(expected.At);
            Assert.True(expected.Differences(report).Count == 0,
                $"line {expected.Line}: {string.Join("; ", expected.Differences(report))}\n{report.Label}: {report.Reason}\n"
                + string.Join('\n', report.Outcomes.Select(outcome => $"{outcome.Receiver} {outcome.Kind} {outcome.Whose} {outcome.ForGood} [{string.Join(' ', outcome.Why ?? [])}] tries {outcome.Tries} {outcome.Remark}")));
        }
    }
}
