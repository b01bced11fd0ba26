using System.Globalization;
using System.Net;
using System.Text;
using MtaStsAudit.Model.Scenarios;
using MtaStsAudit.Model.Verdicts;
using MtaStsAudit.Model.Verdicts.Profile;

namespace MtaStsAudit.Audit.Zoo;

/// <summary>The matrix as a picture (SVG): a row for each sender, a narrow column for each scenario, the families side by side.</summary>
/// <remarks>It has colours of its own for the ground, so that it can be read on a light page and on a dark one.</remarks>
internal static class ZooPicture
{
    private const int Side = 11;
    private const int Step = 12;
    private const int FamilyGap = 8;
    private const int ReleaseGap = 26;
    private const int Left = 190;
    private const int Top = 216;
    private const int Right = 24;
    private const int Bottom = 36;

    public static string Print(ZooReport report)
    {
        var columns = Columns(report);
        var width = columns[^1].X + Step + Right;
        var height = Top + report.Senders.Count * Step + report.Releases.Count() * ReleaseGap + Bottom;
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" font-family="system-ui, sans-serif" font-size="10">
            <title>Who honours MTA-STS: {Text(report.Summary)}</title>
            <rect width="100%" height="100%" rx="6" fill="#ffffff"/>
            <text x="16" y="28" font-size="15" font-weight="bold" fill="#1f2328">Who honours MTA-STS</text>
            <text x="16" y="46" fill="#59636e">{Text(report.Summary)}</text>

            """);
        foreach (var family in columns.GroupBy(column => column.Scenario.Family))
        {
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{family.First().X}\" y=\"70\" font-weight=\"bold\" fill=\"#1f2328\">{Text(FamilyWords.TitleOf(family.Key))}</text>\n");
        }

        foreach (var (scenario, x) in columns)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<text transform=\"translate({x + 9},{Top + 12}) rotate(-90)\" font-size=\"9\" fill=\"#59636e\">{Text(scenario.Name.Value)}</text>\n");
        }

        var y = Top;
        foreach (var release in report.Releases)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"16\" y=\"{y + 14}\" font-weight=\"bold\" font-size=\"11\" fill=\"#1f2328\">Debian {Text(release)}</text>\n");
            y += ReleaseGap - 4;
            foreach (var row in report.Senders.Where(row => row.Release == release))
            {
                Row(svg, row, columns, y);
                y += Step;
            }

            y += 4;
        }

        Legend(svg, y + 16);
        return svg.Append("</svg>\n").ToString();
    }

    private static List<(ZooScenario Scenario, int X)> Columns(ZooReport report)
    {
        List<(ZooScenario, int)> columns = [];
        var x = Left;
        foreach (var family in report.Scenarios.GroupBy(scenario => scenario.Family))
        {
            foreach (var scenario in family)
            {
                columns.Add((scenario, x));
                x += Step;
            }

            // A family of few scenarios has a long name too.
            x += Math.Max(FamilyGap, FamilyWords.TitleOf(family.Key).Length * 6 + 6 - family.Count() * Step);
        }

        return columns;
    }

    // All fields of one kind are one path, and their signs one text: thousands of elements would make a large file.
    private static void Row(StringBuilder svg, ZooRow row, List<(ZooScenario Scenario, int X)> columns, int y)
    {
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"16\" y=\"{y + 9}\" fill=\"#1f2328\">{Text(row.Name)}</text>");
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Left - 10}\" y=\"{y + 9}\" text-anchor=\"end\" fill=\"{ColourOf(row.Label)}\">{Text(Wording.Of(row.Label))}</text>\n");
        foreach (var kind in columns.Select(column => (column.X, Cell: row.At(column.Scenario.Name))).Where(field => field.Cell is not null).GroupBy(field => field.Cell!.Conformance))
        {
            var (fill, ink) = ColoursOf(kind.Key);
            svg.Append(CultureInfo.InvariantCulture, $"<path fill=\"{fill}\" d=\"{string.Concat(kind.Select(field => $"M{field.X} {y}h{Side}v{Side}h-{Side}z"))}\"/>");
            svg.Append(CultureInfo.InvariantCulture, $"<text y=\"{y + 9}\" x=\"{string.Join(' ', kind.Select(field => field.X + SignAt(kind.Key)))}\" font-size=\"9\" fill=\"{ink}\">{new string(ZooSigns.Of(kind.Key), kind.Count())}</text>\n");
        }
    }

    private static int SignAt(Conformance conformance) => conformance switch
    {
        Conformance.Conforms or Conformance.ViolatesMust => 2,
        Conformance.Undecided or Conformance.DoesNotApply => 3,
        Conformance.MissesShould or Conformance.ShownOnly => 4,
    };

    private static void Legend(StringBuilder svg, int y)
    {
        var x = 16;
        foreach (var conformance in Enum.GetValues<Conformance>())
        {
            var (fill, ink) = ColoursOf(conformance);
            svg.Append(CultureInfo.InvariantCulture, $"<rect x=\"{x}\" y=\"{y}\" width=\"{Side}\" height=\"{Side}\" rx=\"2\" fill=\"{fill}\"/><text x=\"{x + Side / 2.0}\" y=\"{y + 9}\" text-anchor=\"middle\" font-size=\"9\" fill=\"{ink}\">{ZooSigns.Of(conformance)}</text>");
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{x + 16}\" y=\"{y + 9}\" fill=\"#59636e\">{Text(ProfileWording.Of(conformance))}</text>\n");
            x += 120;
        }
    }

    private static (string Fill, string Ink) ColoursOf(Conformance conformance) => conformance switch
    {
        Conformance.Conforms => ("#2da44e", "#ffffff"),
        Conformance.ViolatesMust => ("#cf222e", "#ffffff"),
        Conformance.MissesShould => ("#e16f24", "#ffffff"),
        Conformance.Undecided => ("#eac54f", "#1f2328"),
        Conformance.DoesNotApply => ("#d0d7de", "#59636e"),
        Conformance.ShownOnly => ("#eaeef2", "#59636e"),
    };

    private static string ColourOf(SupportLabel label) => label switch
    {
        SupportLabel.FullSupport => "#1a7f37",
        SupportLabel.NoSupport => "#cf222e",
        SupportLabel.PartialSupport or SupportLabel.StrictTls or SupportLabel.Waiting or SupportLabel.Inconclusive or SupportLabel.Contested => "#9a6700",
    };

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
