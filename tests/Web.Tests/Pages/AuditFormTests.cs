using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using MtaStsAudit.Collector.Store;
using MtaStsAudit.Model.Inbound;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Verdicts;
using MtaStsAudit.Web.Tests.Stage;

namespace MtaStsAudit.Web.Tests.Pages;

public sealed class AuditFormTests
{
    private static readonly Dictionary<string, string> Publish = new() { ["provider"] = "Careful Mail", ["domain"] = "careful.example", ["then"] = "publish" };

    [Fact]
    public async Task Making_an_audit_leads_to_its_page_and_makes_the_browser_its_owner()
    {
        await using var stage = await WebStage.StartAsync();
        using var response = await stage.PostAsync("/audits");
        var audit = OwnedAudit.Of(response);
        var cookie = Assert.Single(response.Headers.GetValues("Set-Cookie"));

        Assert.Equal(HttpStatusCode.SeeOther, response.StatusCode);
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains($"path={audit.Path}", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(audit.Key, await stage.PageAsync(audit.Path, audit.Cookie), StringComparison.Ordinal);
        Assert.DoesNotContain(audit.Key, await stage.PageAsync(audit.Path), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://elsewhere.example")]
    [InlineData("null")]
    public async Task A_form_of_another_site_changes_nothing(string origin)
    {
        await using var stage = await WebStage.StartAsync();
        var audit = await stage.MakeAuditAsync();
        foreach (var path in new[] { "/audits", $"{audit.Path}/sender", $"{audit.Path}/claim", $"{audit.Path}/owner", $"{audit.Path}/remove" })
        {
            using var response = await stage.PostAsync(path, Publish, audit.Cookie, origin);
            Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
            Assert.False(response.Headers.Contains("Set-Cookie"));
        }
    }

    [Fact]
    public async Task A_form_of_our_own_pages_is_taken()
    {
        await using var stage = await WebStage.StartAsync();
        using var response = await stage.PostAsync("/audits", from: stage.Address.GetLeftPart(UriPartial.Authority));

        Assert.Equal(HttpStatusCode.SeeOther, response.StatusCode);
    }

    [Fact]
    public async Task Only_the_owner_can_name_the_sender()
    {
        await using var stage = await WebStage.StartAsync();
        var audit = await stage.MakeAuditAsync();
        var other = await stage.MakeAuditAsync();
        foreach (var cookie in new[] { null, other.Cookie, "audit-owner=guessed" })
        {
            using var response = await stage.PostAsync($"{audit.Path}/sender", Publish, cookie);
            Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        }
    }

    [Fact]
    public async Task An_audit_without_an_owner_is_claimed_once_and_its_key_opens_it_elsewhere()
    {
        await using var stage = await WebStage.StartAsync();
        var path = $"/audits/{AuditToken.New()}";
        using var first = await stage.PostAsync($"{path}/claim");
        using var second = await stage.PostAsync($"{path}/claim");
        var key = OwnedAudit.Of(first).Key;
        using var entered = await stage.PostAsync($"{path}/owner", new Dictionary<string, string> { ["key"] = key });
        using var refused = await stage.PostAsync($"{path}/owner", new Dictionary<string, string> { ["key"] = "guessed" });

        Assert.Equal(HttpStatusCode.SeeOther, first.StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, second.StatusCode);
        Assert.Equal(HttpStatusCode.SeeOther, entered.StatusCode);
        Assert.Equal(key, OwnedAudit.Of(entered).Key);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
    }

    [Fact]
    public async Task An_audit_is_published_with_its_verdict_only_and_can_be_withdrawn()
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var stage = await WebStage.StartAsync(time);
        var audit = await stage.MakeAuditAsync();
        using var early = await stage.PostAsync($"{audit.Path}/sender", Publish, audit.Cookie);
        Assert.Equal(HttpStatusCode.Conflict, early.StatusCode);

        await JudgeAsync(stage, time, audit);
        using var published = await stage.PostAsync($"{audit.Path}/sender", Publish, audit.Cookie);
        Assert.Equal($"{audit.Path}?done=publish", published.Headers.Location?.ToString());
        Assert.Contains("Careful Mail", await stage.PageAsync("/providers"), StringComparison.Ordinal);

        using var withdrawn = await stage.PostAsync($"{audit.Path}/sender", new Dictionary<string, string> { ["then"] = "withdraw" }, audit.Cookie);
        Assert.Equal(HttpStatusCode.SeeOther, withdrawn.StatusCode);
        Assert.DoesNotContain("Careful Mail", await stage.PageAsync("/providers"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_published_verdict_follows_the_evidence()
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var stage = await WebStage.StartAsync(time);
        var audit = await stage.MakeAuditAsync();
        await JudgeAsync(stage, time, audit);
        using var published = await stage.PostAsync($"{audit.Path}/sender", Publish, audit.Cookie);
        Assert.Contains("| Full support, so far |", await MarkdownAsync(stage), StringComparison.Ordinal);

        time.Advance(AuditRules.Default.RetryWindow + TimeSpan.FromMinutes(1));
        Assert.Contains("| Full support", await MarkdownAsync(stage), StringComparison.Ordinal);
        await new RigSender(stage.Store, audit.Token).DeliverAsync("b");
        Assert.Contains("| Partial support", await MarkdownAsync(stage), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_administrator_removed_stays_removed()
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var stage = await WebStage.StartAsync(time);
        var audit = await stage.MakeAuditAsync();
        await JudgeAsync(stage, time, audit);
        using var published = await stage.PostAsync($"{audit.Path}/sender", Publish, audit.Cookie);
        using var guessed = await stage.PostAsync($"{audit.Path}/remove", new Dictionary<string, string> { ["secret"] = "guessed" }, audit.Cookie);
        Assert.Equal(HttpStatusCode.Forbidden, guessed.StatusCode);
        Assert.Contains("Careful Mail", await stage.PageAsync("/providers"), StringComparison.Ordinal);

        using var removed = await stage.PostAsync($"{audit.Path}/remove", new Dictionary<string, string> { ["secret"] = WebStage.AdminSecret });
        Assert.Equal(HttpStatusCode.SeeOther, removed.StatusCode);
        using var again = await stage.PostAsync($"{audit.Path}/sender", Publish, audit.Cookie);
        Assert.DoesNotContain("Careful Mail", await stage.PageAsync("/providers"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_audit_is_deleted_by_its_owner_or_the_administrator_who_is_sure_and_by_nobody_else()
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var stage = await WebStage.StartAsync(time);
        var audit = await stage.MakeAuditAsync();
        await JudgeAsync(stage, time, audit);
        var sure = new Dictionary<string, string> { ["sure"] = "yes" };
        using var stranger = await stage.PostAsync($"{audit.Path}/delete", sure);
        using var guessing = await stage.PostAsync($"{audit.Path}/delete", new Dictionary<string, string> { ["sure"] = "yes", ["secret"] = "guessed" });
        using var unsure = await stage.PostAsync($"{audit.Path}/delete", null, audit.Cookie);
        using var elsewhere = await stage.PostAsync($"{audit.Path}/delete", sure, audit.Cookie, from: "https://evil.example");
        Assert.Equal([HttpStatusCode.Forbidden, HttpStatusCode.Forbidden, HttpStatusCode.BadRequest, HttpStatusCode.Forbidden],
            new[] { stranger, guessing, unsure, elsewhere }.Select(answer => answer.StatusCode));
        Assert.Contains("Full support", await stage.PageAsync(audit.Path), StringComparison.Ordinal);

        using var deleted = await stage.PostAsync($"{audit.Path}/delete", sure, audit.Cookie);
        Assert.Equal($"{audit.Path}?done=delete", deleted.Headers.Location?.ToString());
        var page = await stage.PageAsync($"{audit.Path}?done=delete");
        Assert.Contains("Deleted:", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Full support", page, StringComparison.Ordinal);
        Assert.Empty(await stage.Store.MessagesAsync(audit.Token, TestContext.Current.CancellationToken));

        var another = await stage.MakeAuditAsync();
        await JudgeAsync(stage, time, another);
        using var removed = await stage.PostAsync($"{another.Path}/delete", new Dictionary<string, string> { ["sure"] = "yes", ["secret"] = WebStage.AdminSecret });
        Assert.Equal(HttpStatusCode.SeeOther, removed.StatusCode);
        Assert.Empty(await stage.Store.MessagesAsync(another.Token, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Who_claims_an_audit_after_its_mail_came_cannot_delete_it_and_one_that_was_removed_stays_so()
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var stage = await WebStage.StartAsync(time);
        var token = AuditToken.New();
        await new RigSender(stage.Store, token).DeliverAsync("a");
        time.Advance(TimeSpan.FromSeconds(1));
        var sure = new Dictionary<string, string> { ["sure"] = "yes" };
        using var claimed = await stage.PostAsync($"/audits/{token}/claim");
        Assert.Equal(HttpStatusCode.SeeOther, claimed.StatusCode);
        var cookie = claimed.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
        using var refused = await stage.PostAsync($"/audits/{token}/delete", sure, cookie);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Single(await stage.Store.MessagesAsync(token, TestContext.Current.CancellationToken));

        var owned = await stage.MakeAuditAsync();
        var admin = new Dictionary<string, string> { ["secret"] = WebStage.AdminSecret };
        await JudgeAsync(stage, time, owned);
        using var published = await stage.PostAsync($"{owned.Path}/sender", new Dictionary<string, string> { ["provider"] = "Example", ["then"] = "publish" }, owned.Cookie);
        using var removed = await stage.PostAsync($"{owned.Path}/remove", admin);
        using var deleted = await stage.PostAsync($"{owned.Path}/delete", sure, owned.Cookie);
        Assert.Equal(HttpStatusCode.SeeOther, deleted.StatusCode);
        var standing = await stage.Services.GetRequiredService<AuditRegistry>().StandingAsync(owned.Token, TestContext.Current.CancellationToken);
        Assert.NotNull(standing.RemovedAt);
    }

    [Fact]
    public async Task An_inbound_policy_lifts_a_sender_that_does_not_enforce_to_partial_support()
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var stage = await WebStage.StartAsync(time, inbound: (domain, _) =>
            Task.FromResult(new InboundReport(domain, time.GetUtcNow(), InboundFinding.Enforce, null, [])));
        var audit = await stage.MakeAuditAsync();
        var sender = new RigSender(stage.Store, audit.Token) { HostName = "mx1.opendoor.example", Helo = "mx1.opendoor.example" };
        await sender.DeliverAsync("abcdef");
        time.Advance(AuditRules.Default.Settle + TimeSpan.FromSeconds(1));
        await sender.DeliverAsync("abcdef");
        Assert.Contains("No support", await stage.PageAsync(audit.Path), StringComparison.Ordinal);

        using var named = await stage.PostAsync(
            $"{audit.Path}/sender", new Dictionary<string, string> { ["provider"] = "Open Door", ["domain"] = "opendoor.example", ["then"] = "publish" }, audit.Cookie);
        await stage.CheckedAsync(DomainName.Parse("opendoor.example"));

        Assert.Contains("Partial support", await stage.PageAsync(audit.Path), StringComparison.Ordinal);
        Assert.Contains("| Open Door | enforce |", await MarkdownAsync(stage), StringComparison.Ordinal);
        Assert.Contains("enforce", await stage.PageAsync("/inbound/opendoor.example"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_domain_that_no_evidence_ties_to_the_sender_lifts_it_neither_on_its_page_nor_in_the_table()
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var stage = await WebStage.StartAsync(time, inbound: (domain, _) =>
            Task.FromResult(new InboundReport(domain, time.GetUtcNow(), InboundFinding.Enforce, null, [])));
        var audit = await stage.MakeAuditAsync();
        var sender = new RigSender(stage.Store, audit.Token);
        await sender.DeliverAsync("abcdef");
        time.Advance(AuditRules.Default.Settle + TimeSpan.FromSeconds(1));
        await sender.DeliverAsync("abcdef");
        using var named = await stage.PostAsync(
            $"{audit.Path}/sender", new Dictionary<string, string> { ["provider"] = "Open Door", ["domain"] = "another.example", ["then"] = "publish" }, audit.Cookie);
        await stage.CheckedAsync(DomainName.Parse("another.example"));

        Assert.Contains("No support", await stage.PageAsync(audit.Path), StringComparison.Ordinal);
        Assert.Contains("| No support", await MarkdownAsync(stage), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("   ", "")]
    [InlineData("a name that is far too long for any provider that ever was, is or will be", "")]
    [InlineData("turns \u202E text", "")]
    [InlineData("two\nlines", "")]
    [InlineData("Fine", "no domain")]
    [InlineData("Fine", "localhost")]
    [InlineData("Fine", "-broken.example")]
    public async Task A_name_or_domain_that_is_none_is_not_saved(string provider, string domain)
    {
        await using var stage = await WebStage.StartAsync();
        var audit = await stage.MakeAuditAsync();
        using var response = await stage.PostAsync(
            $"{audit.Path}/sender", new Dictionary<string, string> { ["provider"] = provider, ["domain"] = domain, ["then"] = "save" }, audit.Cookie);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    private static async Task JudgeAsync(WebStage stage, FakeTimeProvider time, OwnedAudit audit)
    {
        var sender = new RigSender(stage.Store, audit.Token);
        await sender.MailCompliantlyAsync();
        time.Advance(AuditRules.Default.Settle + TimeSpan.FromSeconds(1));
        await sender.MailCompliantlyAsync();
    }

    private static async Task<string> MarkdownAsync(WebStage stage)
    {
        using var response = await stage.GetAsync("/providers.md", "*/*");
        return await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }
}
