using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Time.Testing;
using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Scenarios;
using MtaStsAudit.Model.Verdicts;
using MtaStsAudit.Model.Verdicts.Profile;
using MtaStsAudit.Web.Tests.Stage;

namespace MtaStsAudit.Web.Tests.Pages;

/// <summary>The page, the Markdown and the JSON of an audit that met scenarios beyond the study.</summary>
public sealed partial class ProfileTests : IAsyncLifetime
{
    private readonly FakeTimeProvider time = new(TimeProvider.System.GetUtcNow());
    private WebStage stage = null!;
    private OwnedAudit audit = null!;

    public async ValueTask InitializeAsync()
    {
        stage = await WebStage.StartAsync(time);
        audit = await stage.MakeAuditAsync();
        var sender = new RigSender(stage.Store, audit.Token);
        for (var round = 0; round < 2; round++)
        {
            await sender.MailCompliantlyAsync();
            await sender.RefuseAtAsync("wrong-name", "first-plain");
            await sender.DeliverToAsync("expired", "first-plain-2", "policy-404", "policy-64k");
            time.Advance(AuditRules.Default.Settle + TimeSpan.FromSeconds(5));
        }
    }

    public async ValueTask DisposeAsync() => await stage.DisposeAsync();

    [Fact]
    public async Task Each_family_that_was_met_is_there_once_with_its_counts_and_no_other()
    {
        var summaries = Summary().Matches(await PageAsync()).Select(match => (match.Groups[1].Value, match.Groups[2].Value));

        Assert.Equal(
            [
                ("Core", "5 conform, 1 shown only"),
                ("Certificates", "1 conform, 1 violates a MUST"),
                ("MX hosts", "1 conform"),
                ("Policy host", "1 conform"),
                ("Policy text", "1 shown only"),
            ],
            summaries);
    }

    [Fact]
    public async Task A_family_with_a_violation_is_open_and_any_other_opens_without_a_script()
    {
        var page = await PageAsync();

        Assert.Equal(["Certificates"], Details().Matches(page).Where(match => match.Groups[1].Value.Contains("open", StringComparison.Ordinal)).Select(match => match.Groups[2].Value));
        Assert.DoesNotMatch(@"<details[^>]*\son[a-z]+=", page);
    }

    [Fact]
    public async Task The_elements_of_the_profile_are_each_closed_and_in_their_place()
    {
        var profile = await SectionAsync();
        foreach (var element in new[] { "section", "details", "summary", "ul", "li", "strong", "span", "h2", "p" })
        {
            Assert.Equal(Regex.Count(profile, $"</{element}>"), Regex.Count(profile, $@"<{element}[\s>]"));
        }

        Assert.DoesNotMatch(@"<(script|style|table)[\s>]", profile);
        Assert.Single(Regex.Matches(profile, "id=\"profile-title\""));
        Assert.Equal(Regex.Count(profile, "<details"), Regex.Count(profile, @"<details[^>]*>\s*<summary>"));
    }

    [Fact]
    public async Task A_scenario_tells_what_is_asked_and_what_was_done()
    {
        var text = Tags().Replace(WebUtility.HtmlDecode(await SectionAsync()), " ");
        text = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

        Assert.Contains("expired : certificate that has expired. A compliant sender: refuses (MUST, RFC 8461 §4.2, RFC 8461 §5). This one: Delivered over TLS", text, StringComparison.Ordinal);
        Assert.Contains("A compliant sender: no RFC says. This one: Delivered in clear.", text, StringComparison.Ordinal);
        Assert.Contains("first-plain: refused; first-plain-2: delivered", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_profile_changes_nothing_of_the_headline()
    {
        Assert.Contains("Full support", await PageAsync(), StringComparison.Ordinal);
        Assert.Equal(SupportLabel.FullSupport, (await ReportAsync(audit)).Label);
    }

    [Fact]
    public async Task Markdown_has_the_profile_as_a_table()
    {
        using var response = await stage.GetAsync($"{audit.Path}.md", "text/markdown");
        var lines = (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Split('\n').ToList();
        var start = lines.IndexOf("## Profile");

        Assert.Equal("| Scenario | Family | A compliant sender | This sender | Result |", lines[start + 2]);
        var rows = lines.Skip(start + 4).TakeWhile(line => line.StartsWith("| ", StringComparison.Ordinal)).ToList();
        Assert.Equal(11, rows.Count);
        Assert.All(rows, row => Assert.Equal(6, row.Count(character => character == '|')));
        Assert.Contains(rows, row => row.StartsWith(@"| expired\: ", StringComparison.Ordinal) && row.EndsWith("| violates a MUST |", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Json_has_the_profile()
    {
        var profile = (await ReportAsync(audit)).Profile!;

        Assert.Equal(Conformance.ViolatesMust, profile.Single(result => result.Scenario.Value == "expired").Conformance);
        Assert.Equal(5, FamilyCount.Of(profile).Count);
        Assert.Equal(Family.MxMatching, profile.Single(result => result.Scenario.Value == "first-plain").Family);
    }

    [Fact]
    public async Task What_its_ClientHello_offers_is_on_the_page_in_the_Markdown_and_in_the_JSON()
    {
        Assert.DoesNotContain("offered-title", await PageAsync(), StringComparison.Ordinal);
        var hello = new ClientHello("TLSv1.2", ["TLSv1.3", "TLSv1.2"], "mail-garbage-after-220.audit.test", ["X25519MLKEM768", "x25519"], ["<b>"], 31, 1578);
        foreach (var client in new[] { "192.0.2.25", "203.0.113.9" })
        {
            await stage.Store.AppendAsync(
                [new ClientHelloSeen(new("garbage-after-220"), IPAddress.Parse(client), 40_000, time.GetUtcNow(), client == "192.0.2.25" ? hello : hello with { CipherSuites = 77 })],
                default, TestContext.Current.CancellationToken);
        }

        var page = await PageAsync();
        using var markdown = await stage.GetAsync($"{audit.Path}.md", "text/markdown");
        var offer = Assert.Single((await ReportAsync(audit)).OfferedTls!);

        Assert.Contains("2 groups: X25519MLKEM768, x25519", page, StringComparison.Ordinal);
        Assert.Contains("&lt;b&gt;", page, StringComparison.Ordinal);
        Assert.DoesNotContain("77", string.Join(' ', Regex.Matches(page, "<dt>Cipher suites</dt><dd>[^<]*")), StringComparison.Ordinal);
        Assert.Contains("## What its ClientHello offers", await markdown.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal((31, 1), (offer.CipherSuites, offer.Sessions));
        Assert.Equal(SupportLabel.FullSupport, (await ReportAsync(audit)).Label);
    }

    [Fact]
    public async Task The_export_has_each_record_once_and_is_judged_as_the_testbed_judged_it()
    {
        using var response = await stage.GetAsync($"{audit.Path}/export.json");
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var export = AuditExport.Parse(text).Value!;

        Assert.Single(Regex.Matches(text, "\"records\":"));
        Assert.Equal((await ReportAsync(audit)).Profile!.Select(result => result.Did), AuditJudge.Judge(export.Question).Profile!.Select(result => result.Did));
    }

    [Fact]
    public async Task An_audit_of_the_study_alone_has_none_in_any_form()
    {
        var study = await stage.MakeAuditAsync();
        await new RigSender(stage.Store, study.Token) { Address = IPAddress.Parse("198.51.100.7"), HostName = "mx.other.example", Helo = "mx.other.example" }.MailCompliantlyAsync();
        using var markdown = await stage.GetAsync($"{study.Path}.md", "text/markdown");

        Assert.DoesNotContain("profile-title", await stage.PageAsync(study.Path), StringComparison.Ordinal);
        Assert.DoesNotContain("## Profile", await markdown.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Null((await ReportAsync(study)).Profile);
    }

    private Task<string> PageAsync() => stage.PageAsync(audit.Path, audit.Cookie);

    private async Task<string> SectionAsync()
    {
        var page = await PageAsync();
        var start = page.IndexOf("<section aria-labelledby=\"profile-title\">", StringComparison.Ordinal);
        return page[start..(page.IndexOf("</section>", start, StringComparison.Ordinal) + "</section>".Length)];
    }

    private async Task<AuditReport> ReportAsync(OwnedAudit of) =>
        (await stage.Client.GetFromJsonAsync(of.Path, AuditReportJson.Default.AuditReport, TestContext.Current.CancellationToken))!;

    [GeneratedRegex("<summary><strong>([^<]*)</strong>: ([^<]*)</summary>")]
    private static partial Regex Summary();

    [GeneratedRegex(@"<details class=""profile""([^>]*)>\s*<summary><strong>([^<]*)</strong>")]
    private static partial Regex Details();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tags();
}
