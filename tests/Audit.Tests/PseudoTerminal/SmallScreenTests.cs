using System.Text.RegularExpressions;
using MtaStsAudit.Audit.Tests.Local;
using MtaStsAudit.Audit.Tests.Zoo;
using MtaStsAudit.Audit.Zoo;
using MtaStsAudit.Model.Tests.Verdicts;

namespace MtaStsAudit.Audit.Tests.PseudoTerminal;

/// <summary>The program itself on a small terminal: 80 columns and 24 rows, and 60 columns.</summary>
public sealed partial class SmallScreenTests
{
    private const int Wide = 200;
    private const int Rows = 24;

    [Theory]
    [InlineData(80)]
    [InlineData(60)]
    public async Task The_step_and_every_address_stay_in_sight_while_an_audit_is_watched(int columns)
    {
        await using var testbed = new JudgedAudit(JudgedAudit.Settling);
        var token = new AuditStory().Token.ToString();

        var screen = await PseudoTerminal.RunAsync(columns, Rows, seen => seen.Seen.Any(line => line.Contains("f: ", StringComparison.Ordinal)), "run", "--api", testbed.Api.ToString(), "--token", token);

        Assert.Contains(screen.Seen, line => line.StartsWith("Step settling: Wait; do not mail yet.", StringComparison.Ordinal));
        Assert.All("abcdef", letter => Assert.Contains($"{token}@{letter}.audit.test", screen.Seen));
        AssertNoBrokenWord(screen, columns);
    }

    [Theory]
    [InlineData(80)]
    [InlineData(60)]
    public async Task No_word_of_a_report_is_broken_and_its_table_lies_on_its_side(int columns)
    {
        await using var testbed = new JudgedAudit(JudgedAudit.Done);
        string[] table = ["table", "--api", testbed.Api.ToString(), $"{new AuditStory().Token}=one.example", "7c9e6679-7425-40de-944b-e07fc1f90ae7=two.example"];

        var screen = await PseudoTerminal.RunAsync(columns, Rows, until: null, table);
        var wide = await PseudoTerminal.RunAsync(Wide, Rows, until: null, table);

        AssertNoBrokenWord(screen, columns);
        AssertSameWords(screen, wide);
        Assert.All("abcdef", letter => Assert.Contains(screen.Lines, line => line.StartsWith($"│ {letter} ", StringComparison.Ordinal)));
        Assert.Contains(screen.Lines, line => line == "one.example: Full support");
    }

    [Theory]
    [InlineData(80)]
    [InlineData(60)]
    public async Task The_results_of_the_zoo_fit_with_a_sender_s_verdict_as_rows(int columns)
    {
        using var temporary = new TemporaryFolder();
        var file = temporary.At("results.json");
        await File.WriteAllTextAsync(file, ZooJson.Print(ZooReportTests.Report), TestContext.Current.CancellationToken);

        var screen = await PseudoTerminal.RunAsync(columns, Rows, until: null, "zoo", "show", file);

        AssertNoBrokenWord(screen, columns);
        Assert.DoesNotContain(screen.Lines, line => line.Contains('│', StringComparison.Ordinal));
        Assert.Contains(" 2 postfix-sts trixie", screen.Lines);
        Assert.Contains("   Full support", screen.Lines);
    }

    // Addresses of pages, and the time of day, are no words that could be told apart otherwise.
    private static void AssertNoBrokenWord(TerminalScreen screen, int columns)
    {
        Assert.All(screen.Lines, line => Assert.True(line.Length <= columns, line));
        Assert.DoesNotContain(screen.BrokenAt, line => !line.StartsWith("http", StringComparison.Ordinal));
    }

    // Whatever was folded, each word is one that a wide screen has too.
    private static void AssertSameWords(TerminalScreen screen, TerminalScreen wide)
    {
        // The head of the table that lies on its side.
        HashSet<string> words = [.. WordsOf(wide), "receiver"];
        Assert.All(WordsOf(screen), word => Assert.Contains(word, words));
    }

    private static IEnumerable<string> WordsOf(TerminalScreen screen) => screen.Lines.SelectMany(line => Word().Matches(line)).Select(match => match.Value);

    [GeneratedRegex(@"[\p{L}\d@.§:/-]+")]
    private static partial Regex Word();
}
