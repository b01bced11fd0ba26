using FsCheck.Xunit;
using MtaStsAudit.Collector.Web.PolicyFetches;
using MtaStsAudit.Collector.Web.Providers;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Receivers;
using MtaStsAudit.Model.Scenarios;
using MtaStsAudit.Model.Verdicts;

namespace MtaStsAudit.Web.Tests.Exports;

public sealed class ProviderExportTests
{
    [Theory]
    [InlineData("=1+1", "\"'=1+1\"")]
    [InlineData("+cmd|' /C calc'!A0", "\"'+cmd|' /C calc'!A0\"")]
    [InlineData("-2", "\"'-2\"")]
    [InlineData("@SUM(A1)", "\"'@SUM(A1)\"")]
    [InlineData("say \"hi\", you", "\"say \"\"hi\"\", you\"")]
    [InlineData("Plain Mail", "\"Plain Mail\"")]
    public void A_name_in_CSV_is_never_a_formula(string name, string expected) => Assert.Equal(expected, ProviderExports.ForCsv(name));

    [Theory]
    [InlineData("a|b", "a\\|b")]
    [InlineData("<b>bold</b>", "&lt;b&gt;bold&lt;/b&gt;")]
    [InlineData("[link](https://x.example)", "\\[link\\]\\(https\\://x\\.example\\)")]
    [InlineData("`code`", "\\`code\\`")]
    [InlineData("a\\|b", "a\\\\\\|b")]
    [InlineData("two\nlines", "two lines")]
    public void A_name_in_Markdown_is_never_more_than_a_name(string name, string expected) => Assert.Equal(expected, ProviderExports.ForMarkdown(name));

    [Property]
    public bool A_row_of_Markdown_has_as_many_cells_as_its_head_whatever_the_name(string? name)
    {
        var lines = ProviderExports.Markdown([Row(name ?? "", SupportLabel.FullSupport)]).Split('\n');
        return lines.Length == 4 && Bars(lines[2]) == Bars(lines[0]);
    }

    [Property]
    public bool A_row_of_CSV_has_one_line_and_quotes_that_pair_whatever_the_name(string? name)
    {
        var csv = ProviderExports.Csv([Row((name ?? "").ReplaceLineEndings(" "), SupportLabel.FullSupport)]);
        return csv.Count(character => character == '"') % 2 == 0 && csv.Split("\r\n").Length == 3;
    }

    [Theory]
    [InlineData("support", "ascending", "Full, Partial, None")]
    [InlineData("support", "descending", "None, Partial, Full")]
    [InlineData("provider", null, "Full, None, Partial")]
    [InlineData("provider", "descending", "Partial, None, Full")]
    [InlineData("nonsense'; DROP TABLE", "sideways", "Full, None, Partial")]
    public void The_table_is_sorted_as_its_address_says(string column, string? order, string expected)
    {
        ProviderRow[] rows = [Row("Partial", SupportLabel.PartialSupport), Row("None", SupportLabel.NoSupport), Row("Full", SupportLabel.FullSupport)];

        Assert.Equal(expected, string.Join(", ", ProviderOrder.Parse(column, order).Sort(rows).Select(row => row.Provider)));
    }

    [Theory]
    [InlineData("postfix-mta-sts-resolver/1.5.0", "postfix-mta-sts-resolver")]
    [InlineData("postfix-tlspol/1.8.14", "postfix-tlspol")]
    [InlineData("Stalwart/0.13.2", "Stalwart")]
    [InlineData("Go-http-client/2.0", "A Go program")]
    [InlineData("Mozilla/5.0 (compatible; Google-SMTP)", "Google")]
    [InlineData("something else", "Other")]
    [InlineData("", "No user agent")]
    [InlineData(null, "No user agent")]
    public void A_fetcher_is_named_after_what_its_user_agent_says(string? userAgent, string expected) =>
        Assert.Equal(expected, Fetchers.NameOf(userAgent));

    // A backslash makes the next character a plain one.
    private static int Bars(string line) => line.Where((character, index) => character == '|' && !IsEscaped(line, index)).Count();

    private static bool IsEscaped(string line, int index)
    {
        var backslashes = 0;
        while (index - backslashes > 0 && line[index - backslashes - 1] == '\\')
        {
            backslashes++;
        }

        return backslashes % 2 == 1;
    }

    private static ProviderRow Row(string provider, SupportLabel label) => new(
        AuditToken.New(),
        provider,
        null,
        InboundFinding.NotChecked,
        null,
        new(OutboundFinding.Waiting, [.. Catalogue.Study.Select(receiver => new ReceiverOutcome(receiver.Name, receiver.Expected, OutcomeKind.Waiting, null, null, []))], IsFinal: true),
        label,
        DateTimeOffset.UnixEpoch);
}
