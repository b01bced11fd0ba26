using System.Xml.Linq;
using MtaStsAudit.Audit.Tests.Local;
using MtaStsAudit.Audit.Tests.Stories;
using MtaStsAudit.Audit.Zoo;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Scenarios;
using MtaStsAudit.Model.Verdicts;
using MtaStsAudit.Model.Verdicts.Profile;

namespace MtaStsAudit.Audit.Tests.Zoo;

/// <summary>What is printed and kept of a run: the same results in every form.</summary>
public sealed class ZooReportTests : IDisposable
{
    private static readonly ReceiverName UnlistedSan = new("unlisted-san");

    private readonly TemporaryFolder temporary = new();

    public void Dispose() => temporary.Dispose();

    internal static ZooReport Report { get; } = new(
        ZooReport.CurrentVersion, new DateTimeOffset(2026, 11, 27, 12, 0, 0, TimeSpan.Zero), "mx-matching", 2,
        [.. new[] { "a", "unlisted-san", "wildcard-policy-deep", "mx-null" }.Select(name => Scenario(name))],
        [
            Row("postfix-sts", "bookworm", Conformance.ViolatesMust, Conformance.ViolatesMust),
            Row("postfix-sts", "trixie", Conformance.Conforms, Conformance.ViolatesMust),
            Row("postfix-sts", "forky", Conformance.Conforms, Conformance.Undecided),
        ],
        [new("opensmtpd", "forky", "Unable to locate package opensmtpd")]);

    [Fact]
    public void A_difference_is_told_with_the_releases_and_what_is_undecided_is_none()
    {
        var difference = Assert.Single(Report.Differences);

        Assert.Equal("unlisted-san: postfix-sts violates a MUST in bookworm, conforms in trixie and forky", difference.ToString());
    }

    [Theory]
    [InlineData("first-untrusted")]
    [InlineData("plain-at-first")]
    public void What_depends_on_when_a_sender_comes_is_no_difference_between_releases(string scenario)
    {
        var changing = Report with { Scenarios = [Scenario(scenario)], Senders = [.. Report.Senders.Select(row => row with { Results = new Dictionary<string, ZooCell> { [scenario] = row.At(UnlistedSan)! } })] };

        Assert.Empty(changing.Differences);
    }

    [Fact]
    public async Task What_is_kept_is_read_again_and_gives_every_other_form()
    {
        var (file, csv, markdown, svg) = (temporary.At("results.json"), temporary.At("r.csv"), temporary.At("r.md"), temporary.At("r.svg"));
        await File.WriteAllTextAsync(file, ZooJson.Print(Report), TestContext.Current.CancellationToken);
        var trial = new CommandLineTrial();

        Assert.Equal(0, await trial.RunAsync("zoo", "show", file, "--csv", csv, "--markdown", markdown, "--svg", svg));
        Assert.Contains("3 senders at 4 scenarios: 3 Full support; 1 left out.", trial.Output, StringComparison.Ordinal);
        Assert.Contains("Left out: opensmtpd of forky. Unable to locate package opensmtpd", trial.Output, StringComparison.Ordinal);

        var lines = (await File.ReadAllTextAsync(csv, TestContext.Current.CancellationToken)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(1 + 3 * 4, lines.Length);
        Assert.Contains("postfix-sts,trixie,\"postfix 3, resolver 1\",FullSupport,mx-matching,unlisted-san,conforms,\"It said \"\"no\"\", and left.\"", lines);
        Assert.Contains("postfix-sts,trixie,\"postfix 3, resolver 1\",FullSupport,mx-matching,mx-null,not-seen,", lines);

        var text = await File.ReadAllTextAsync(markdown, TestContext.Current.CancellationToken);
        Assert.Contains("| `unlisted-san` | postfix-sts | bookworm: violates a MUST; trixie: conforms; forky: conforms |", text, StringComparison.Ordinal);
        Assert.Contains("## Forky", text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_picture_has_a_row_for_each_sender_and_a_sign_for_each_result()
    {
        var picture = XDocument.Parse(ZooPicture.Print(Report));
        XNamespace svg = "http://www.w3.org/2000/svg";
        var texts = picture.Descendants(svg + "text").Select(text => text.Value).ToList();

        Assert.Equal(3, texts.Count(text => text == "postfix-sts"));
        Assert.All(Report.Scenarios, scenario => Assert.Single(texts, scenario.Name.Value));
        // Beside the legend's: three scenarios of three senders were seen.
        Assert.Equal(9, picture.Root!.Elements(svg + "text").Where(text => text.Attribute("x")?.Value is { } x && text.Attribute("font-size")?.Value == "9" && text.Attribute("text-anchor") is null && x.Split(' ').Length == text.Value.Length).Sum(text => text.Value.Length));
    }

    [Theory]
    [InlineData("""{ "version": 2 }""", "has version 2, and this command reads version 1")]
    [InlineData("""{ "name": "x" }""", "holds no results")]
    [InlineData("not JSON", "cannot be read as results")]
    public async Task A_file_that_is_of_a_later_version_or_something_else_is_refused_with_its_name(string content, string expected)
    {
        temporary.Put("results.json", content);
        var trial = new CommandLineTrial();

        Assert.Equal(2, await trial.RunAsync("zoo", "show", temporary.At("results.json")));
        Assert.StartsWith(temporary.At("results.json"), trial.Error, StringComparison.Ordinal);
        Assert.Contains(expected, trial.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_later_field_does_not_keep_this_version_from_being_read()
    {
        var read = ZooJson.Parse(ZooJson.Print(Report).Replace("\"suite\":", "\"machine\": { \"cores\": 2 }, \"suite\":", StringComparison.Ordinal), "results.json");

        Assert.Equal(Report.Senders[1].At(UnlistedSan), read.Senders[1].At(UnlistedSan));
    }

    [Fact]
    public async Task Results_of_several_runs_are_shown_as_one_and_the_later_run_counts()
    {
        var later = Report with
        {
            At = Report.At.AddHours(1),
            Senders = [Row("exim", "bookworm", Conformance.ViolatesMust, Conformance.ViolatesMust), Row("postfix-sts", "trixie", Conformance.ViolatesMust, Conformance.ViolatesMust)],
            LeftOut = [],
        };
        temporary.Put("first.json", ZooJson.Print(Report));
        temporary.Put("later.json", ZooJson.Print(later));
        var merged = temporary.At("merged.json");

        Assert.Equal(0, await new CommandLineTrial { Directory = temporary.Path }.RunAsync("zoo", "show", "later.json", "first.json", "--json", merged));
        var read = ZooJson.Parse(await File.ReadAllTextAsync(merged, TestContext.Current.CancellationToken), merged);
        Assert.Equal(["postfix-sts bookworm", "exim bookworm", "postfix-sts trixie", "postfix-sts forky"], read.Senders.Select(row => row.Title));
        Assert.Equal(Conformance.ViolatesMust, read.Senders[2].At(UnlistedSan)!.Conformance);
        Assert.Equal("opensmtpd", Assert.Single(read.LeftOut).Name);
    }

    [Theory]
    [InlineData(OutcomeKind.DeliveredOverTls, CompliantSender.DeliversOverTls, Conformance.Conforms)]
    [InlineData(OutcomeKind.DeliveredOverTls, CompliantSender.Refuses, Conformance.ViolatesMust)]
    [InlineData(OutcomeKind.DeliveredInClear, CompliantSender.Refuses, Conformance.ViolatesMust)]
    [InlineData(OutcomeKind.DeliveredInClear, CompliantSender.DeliversInClear, Conformance.ShownOnly)]
    [InlineData(OutcomeKind.Refused, CompliantSender.Refuses, Conformance.Conforms)]
    [InlineData(OutcomeKind.Contested, CompliantSender.Refuses, Conformance.Undecided)]
    public void The_study_s_six_have_results_without_a_profile(OutcomeKind kind, CompliantSender expected, Conformance conformance) =>
        Assert.Equal(conformance, ZooCell.Of(new ReceiverOutcome(new ReceiverName('b'), expected, kind, null, null, [])).Conformance);

    private static ZooScenario Scenario(string name) => Suite.Complete.Scenarios.Where(scenario => scenario.Name.Value == name)
        .Select(scenario => new ZooScenario(scenario.Name, scenario.Family, scenario.Asks, ProfileWording.AskedAt(scenario))).Single();

    private static ZooRow Row(string name, string release, Conformance atSan, Conformance atDeep) => new(
        name, release, "Postfix with a resolver", "postfix 3, resolver 1", SupportLabel.FullSupport, true, "It refused.", AuditToken.New(),
        new Dictionary<string, ZooCell>
        {
            ["a"] = new(Conformance.Conforms, "Delivered."),
            ["unlisted-san"] = new(atSan, "It said \"no\", and left."),
            ["wildcard-policy-deep"] = new(atDeep, "Delivered."),
        });
}
