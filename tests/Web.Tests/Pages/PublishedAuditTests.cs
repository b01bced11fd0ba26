using System.Net;
using System.Xml.Linq;
using Microsoft.Extensions.Time.Testing;
using MtaStsAudit.Model.Verdicts;
using MtaStsAudit.Web.Tests.Stage;

namespace MtaStsAudit.Web.Tests.Pages;

/// <summary>What others make of published audits: search, histories, the feed, badges.</summary>
public sealed class PublishedAuditTests : IAsyncLifetime
{
    private readonly FakeTimeProvider time = new(new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero));

    private WebStage stage = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => stage = await WebStage.StartAsync(time);

    public ValueTask DisposeAsync() => stage.DisposeAsync();

    [Fact]
    public async Task A_provider_s_history_says_what_has_changed_from_audit_to_audit()
    {
        var first = await PublishAsync("Careful Mail", "careful.example", "abcdef", "");
        time.Advance(TimeSpan.FromDays(3));
        var second = await PublishAsync("Careful Mail", "careful.example", "acef", "bd");
        await PublishAsync("Other", "other.example", "acef", "bd");
        var html = await stage.PageAsync("/providers/Careful.Example");

        Assert.True(html.IndexOf(second.Path, StringComparison.Ordinal) < html.IndexOf(first.Path, StringComparison.Ordinal));
        Assert.Contains("Support: No support, now Full support", html, StringComparison.Ordinal);
        Assert.Contains("At b: delivered in clear, now refused", html, StringComparison.Ordinal);
        Assert.Contains("At d: delivered TLS 1.3, against the policy, now refused", html, StringComparison.Ordinal);
        Assert.DoesNotContain("At a:", html, StringComparison.Ordinal);
        Assert.DoesNotContain("Other", html, StringComparison.Ordinal);
        Assert.Contains("href=\"/providers/careful.example\">2 audits", await stage.PageAsync("/providers"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_table_is_searched_by_all_words_without_a_script_and_its_exports_as_well()
    {
        await PublishAsync("Careful Mail", "careful.example", "acef", "bd");
        await PublishAsync("Open Door", "opendoor.example", "abcdef", "");
        var found = await stage.PageAsync("/providers?search=OPEN%20support");
        using var csv = await stage.GetAsync("/providers.csv?search=careful", "*/*");

        Assert.Contains("Open Door", found, StringComparison.Ordinal);
        Assert.DoesNotContain("Careful Mail", found, StringComparison.Ordinal);
        Assert.Contains("1 audit found.", found, StringComparison.Ordinal);
        Assert.Contains("search=OPEN%20support", found, StringComparison.Ordinal);
        Assert.Contains("Nothing is found", await stage.PageAsync("/providers?search=%3Cscript%3E"), StringComparison.Ordinal);
        Assert.Equal(2, (await csv.Content.ReadAsStringAsync(Cancelled)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public async Task The_feed_has_each_audit_under_an_address_that_stays_the_newest_first()
    {
        await PublishAsync("Careful & Mail", "careful.example", "acef", "bd");
        time.Advance(TimeSpan.FromDays(1));
        var newest = await PublishAsync("Open Door", "opendoor.example", "abcdef", "");
        using var response = await stage.GetAsync("/providers.atom", "*/*");
        var feed = XDocument.Parse(await response.Content.ReadAsStringAsync(Cancelled)).Root!;
        XNamespace atom = "http://www.w3.org/2005/Atom";

        Assert.Equal("application/atom+xml", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(
            ["Open Door: No support", "Careful & Mail: Full support"],
            feed.Elements(atom + "entry").Select(entry => entry.Element(atom + "title")!.Value.Replace(", so far", "", StringComparison.Ordinal)));
        Assert.Equal($"https://api.audit.test{newest.Path}", feed.Element(atom + "entry")!.Element(atom + "id")!.Value);
        Assert.Equal(feed.Element(atom + "updated")!.Value, feed.Element(atom + "entry")!.Element(atom + "updated")!.Value);
    }

    [Fact]
    public async Task A_published_audit_has_a_badge_for_other_sites_and_another_one_has_none()
    {
        var published = await PublishAsync("Careful Mail", "careful.example", "acef", "bd");
        var made = await stage.MakeAuditAsync();
        using var badge = await stage.GetAsync($"{published.Path}/badge.svg", "image/*");
        using var none = await stage.GetAsync($"{made.Path}/badge.svg", "image/*");

        Assert.Equal("image/svg+xml", badge.Content.Headers.ContentType?.MediaType);
        Assert.Equal("cross-origin", Assert.Single(badge.Headers.GetValues("Cross-Origin-Resource-Policy")));
        Assert.Equal("MTA-STS sender: Full support, so far", XDocument.Parse(await badge.Content.ReadAsStringAsync(Cancelled)).Root!.Attribute("aria-label")!.Value);
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
        Assert.Contains("badge.svg", await stage.PageAsync(published.Path, published.Cookie), StringComparison.Ordinal);
    }

    private async Task<OwnedAudit> PublishAsync(string provider, string domain, string delivered, string refused)
    {
        var audit = await AuditHeadingTests.JudgedAsync(stage, time, delivered, refused);
        using var published = await stage.PostAsync(
            $"{audit.Path}/sender", new Dictionary<string, string> { ["provider"] = provider, ["domain"] = domain, ["then"] = "publish" }, audit.Cookie);
        Assert.Equal(HttpStatusCode.SeeOther, published.StatusCode);
        return audit;
    }
}
