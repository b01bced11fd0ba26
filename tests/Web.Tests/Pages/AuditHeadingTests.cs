using System.Net;
using Microsoft.Extensions.Time.Testing;
using MtaStsAudit.Model.Verdicts;
using MtaStsAudit.Web.Tests.Stage;

namespace MtaStsAudit.Web.Tests.Pages;

public sealed class AuditHeadingTests
{
    private static readonly Dictionary<string, string> Publish = new() { ["provider"] = "Careful & Mail", ["domain"] = "careful.example", ["then"] = "publish" };

    [Fact]
    public async Task A_published_audit_tells_whose_it_is_in_its_heading_and_its_title()
    {
        var time = new FakeTimeProvider(new(2026, 11, 25, 12, 0, 0, TimeSpan.Zero));
        await using var stage = await WebStage.StartAsync(time);
        var audit = await JudgedAsync(stage, time);
        using var published = await stage.PostAsync($"{audit.Path}/sender", Publish, audit.Cookie);
        Assert.Equal(HttpStatusCode.SeeOther, published.StatusCode);
        var html = await stage.PageAsync(audit.Path);

        Assert.Contains("<title>Full support, so far: Careful &amp; Mail (careful.example), mx1.sender.example, 2026-11-25 · MTA-STS audit</title>", html, StringComparison.Ordinal);
        Assert.Contains("<h1>Careful &amp; Mail</h1>", html, StringComparison.Ordinal);
        Assert.Contains("careful.example · mail from mx1.sender.example · evidence of 2026-11-25", WebUtility.HtmlDecode(html), StringComparison.Ordinal);
        Assert.Contains("property=\"og:title\" content=\"Full support, so far: Careful &amp; Mail (careful.example)", html, StringComparison.Ordinal);
        Assert.DoesNotContain("noindex", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_its_owner_called_an_audit_that_is_not_published_only_the_owner_reads()
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var stage = await WebStage.StartAsync(time);
        var audit = await JudgedAsync(stage, time);
        using var saved = await stage.PostAsync(
            $"{audit.Path}/sender", new Dictionary<string, string> { ["provider"] = "Secret Mail", ["then"] = "save" }, audit.Cookie);
        Assert.Equal(HttpStatusCode.SeeOther, saved.StatusCode);

        Assert.Contains("<h1>Secret Mail</h1>", await stage.PageAsync(audit.Path, audit.Cookie), StringComparison.Ordinal);
        var html = await stage.PageAsync(audit.Path);
        Assert.DoesNotContain("Secret Mail", html, StringComparison.Ordinal);
        Assert.Contains($"<title>Full support, so far: audit {audit.Token} · MTA-STS audit</title>", html, StringComparison.Ordinal);
        Assert.Contains("noindex", html, StringComparison.Ordinal);
        Assert.DoesNotContain("og:title", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sender_is_checked_again_in_a_new_audit_that_has_its_name_and_each_leads_to_the_other()
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var stage = await WebStage.StartAsync(time);
        var first = await JudgedAsync(stage, time);
        using var published = await stage.PostAsync($"{first.Path}/sender", Publish, first.Cookie);
        using var stranger = await stage.PostAsync($"{first.Path}/again");
        Assert.Equal(HttpStatusCode.Forbidden, stranger.StatusCode);
        using var made = await stage.PostAsync($"{first.Path}/again", null, first.Cookie);
        var second = OwnedAudit.Of(made);

        Assert.NotEqual(first.Token, second.Token);
        var html = await stage.PageAsync(second.Path, second.Cookie);
        Assert.Contains("<h1>Careful &amp; Mail</h1>", html, StringComparison.Ordinal);
        Assert.Contains($"A re-check of <a href=\"{first.Path}\">", html, StringComparison.Ordinal);
        Assert.Contains($"Checked again in <a href=\"{second.Path}\">", await stage.PageAsync(first.Path), StringComparison.Ordinal);

        using var deleted = await stage.PostAsync($"{second.Path}/delete", new Dictionary<string, string> { ["sure"] = "yes" }, second.Cookie);
        Assert.Equal(HttpStatusCode.SeeOther, deleted.StatusCode);
        Assert.DoesNotContain("Checked again", await stage.PageAsync(first.Path), StringComparison.Ordinal);
    }

    internal static async Task<OwnedAudit> JudgedAsync(WebStage stage, FakeTimeProvider time, string delivered = "acef", string refused = "bd")
    {
        var audit = await stage.MakeAuditAsync();
        var sender = new RigSender(stage.Store, audit.Token);
        await sender.MailCompliantlyAsync();
        time.Advance(AuditRules.Default.Settle + TimeSpan.FromSeconds(1));
        await sender.DeliverAsync(delivered);
        await sender.RefuseAsync(refused);
        return audit;
    }
}
