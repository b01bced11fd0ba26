using System.CommandLine;

namespace MtaStsAudit.Audit.Commands;

/// <summary>What is said of a verb that there is not, with the one that may have been meant.</summary>
internal static class UnknownVerb
{
    private const int MostSlips = 2;

    /// <returns>A sentence; null when something else is wrong.</returns>
    public static string? In(ParseResult parsed)
    {
        var verbs = parsed.CommandResult.Command.Subcommands.Select(verb => verb.Name).ToList();
        if (verbs.Count == 0 || parsed.UnmatchedTokens is not [var given, ..])
        {
            return null;
        }

        var closest = verbs.MinBy(verb => Slips(given, verb))!;
        return $"There is no verb '{given}'{(Slips(given, closest) <= MostSlips ? $"; did you mean '{closest}'?" : $": {string.Join(", ", verbs)}.")}";
    }

    // Levenshtein's distance: letters that are missing, too many, or other ones.
    private static int Slips(string given, string verb)
    {
        var row = Enumerable.Range(0, verb.Length + 1).ToArray();
        foreach (var letter in given)
        {
            var above = row[0]++;
            for (var column = 1; column <= verb.Length; column++)
            {
                var here = Math.Min(Math.Min(row[column], row[column - 1]) + 1, above + (verb[column - 1] == letter ? 0 : 1));
                (above, row[column]) = (row[column], here);
            }
        }

        return row[^1];
    }
}
