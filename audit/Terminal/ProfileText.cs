using MtaStsAudit.Model.Scenarios;
using MtaStsAudit.Model.Verdicts.Profile;
using Spectre.Console;

namespace MtaStsAudit.Audit.Terminal;

/// <summary>A sender's profile for reading: each family with its counts, then each scenario with what was asked and what was done.</summary>
internal static class ProfileText
{
    private const int NameWidth = 26;

    public static void Write(IAnsiConsole console, IReadOnlyList<ScenarioResult> profile)
    {
        foreach (var family in FamilyCount.Of(profile))
        {
            console.Write(Line(2, $"{FamilyWords.TitleOf(family.Family)}: {ProfileWording.Of(family.Count)}", Style.Plain));
            foreach (var result in profile.Where(result => result.Family == family.Family))
            {
                console.Write(Line(4, $"{result.Scenario.ToString().PadRight(NameWidth)} {ProfileWording.Of(result)}", Colours.Of(result.Conformance)));
                console.Write(Line(6, $"{result.Asks}. A compliant sender: {ProfileWording.AskedAt(result)}. This one: {result.Did}", Style.Plain));
            }
        }
    }

    private static Padder Line(int indent, string text, Style style) => new(Printable.Text(text, style), new Padding(indent, 0, 0, 0));
}
