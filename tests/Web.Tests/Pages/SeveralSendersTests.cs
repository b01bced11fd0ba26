using System.Net;
using Microsoft.Extensions.Time.Testing;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Verdicts;
using MtaStsAudit.Web.Tests.Stage;

namespace MtaStsAudit.Web.Tests.Pages;

public sealed class SeveralSendersTests
{
    [Fact]
    public async Task Other_senders_of_a_token_are_shown_and_left_out_of_the_headline_and_the_owner_picks_which_is_theirs()
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var stage = await WebStage.StartAsync(time);
        var audit = await stage.MakeAuditAsync();
        var careful = new RigSender(stage.Store, audit.Token);
        var laptop = new RigSender(stage.Store, audit.Token)
        {
            Address = IPAddress.Parse("198.51.100.7"),
            HostName = "mx.laptop.example",
            Helo = "mx.laptop.example",
            MailFrom = "me@laptop.example",
        };
        await careful.MailCompliantlyAsync();
        await laptop.DeliverAsync("acf");

        var page = await stage.PageAsync(audit.Path, audit.Cookie);
        Assert.Contains("The audited sender: sender.example", page, StringComparison.Ordinal);
        Assert.Contains("left out of the headline", page, StringComparison.Ordinal);
        Assert.Contains("Full support, so far", page, StringComparison.Ordinal);

        foreach (var (sender, cookie, expected) in new[]
        {
            ("laptop.example", null, HttpStatusCode.Forbidden),
            ("stranger.example", audit.Cookie, HttpStatusCode.BadRequest),
            ("laptop.example", audit.Cookie, HttpStatusCode.SeeOther),
        })
        {
            using var picked = await stage.PostAsync($"{audit.Path}/own-sender", new Dictionary<string, string> { ["sender"] = sender }, cookie);
            Assert.Equal(expected, picked.StatusCode);
        }

        page = await stage.PageAsync(audit.Path, audit.Cookie);
        Assert.Contains("The audited sender: laptop.example", page, StringComparison.Ordinal);

        using var taken = await stage.PostAsync($"{audit.Path}/own-sender", new Dictionary<string, string> { ["sender"] = "" }, audit.Cookie);
        Assert.Equal(HttpStatusCode.SeeOther, taken.StatusCode);
        Assert.Contains("The audited sender: sender.example", await stage.PageAsync(audit.Path), StringComparison.Ordinal);
    }

    [Fact]
    public async Task UUIDs_joined_by_plus_signs_are_judged_as_one_audit_as_page_JSON_and_Markdown()
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var stage = await WebStage.StartAsync(time);
        var tokens = "abcdef".ToDictionary(letter => letter, _ => AuditToken.New());
        foreach (var letter in "acef")
        {
            await new RigSender(stage.Store, tokens[letter]).DeliverAsync($"{letter}");
        }

        await new RigSender(stage.Store, tokens['b']).RefuseAsync("bd");
        var joined = $"/audits/{string.Join('+', tokens.Values)}";

        Assert.Contains("/audits/UUID&#x2B;UUID", await stage.PageAsync($"/audits/{tokens['a']}"), StringComparison.Ordinal);
        Assert.Contains("Full support, so far", await stage.PageAsync(joined), StringComparison.Ordinal);
        using var json = await stage.GetAsync(joined, "application/json");
        Assert.Contains("\"FullSupport\"", await json.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        using var markdown = await stage.GetAsync($"{joined}.md", "*/*");
        var text = await markdown.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("Full support, so far", text, StringComparison.Ordinal);
        Assert.Contains("- Judged:", text, StringComparison.Ordinal);
        using var seven = await stage.GetAsync($"{joined}+{AuditToken.New()}");
        Assert.Equal(HttpStatusCode.BadRequest, seven.StatusCode);
    }

    [Fact]
    public async Task A_sender_that_fails_is_shown_what_to_set_and_a_text_for_its_provider()
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var stage = await WebStage.StartAsync(time);
        var audit = await stage.MakeAuditAsync();
        var sender = new RigSender(stage.Store, audit.Token);
        await sender.DeliverAsync("abcdef");
        time.Advance(AuditRules.Default.Settle + TimeSpan.FromSeconds(1));
        await sender.DeliverAsync("abcdef");
        var page = await stage.PageAsync(audit.Path);

        Assert.Contains("smtp_tls_policy_maps", page, StringComparison.Ordinal);
        Assert.Contains("A text for the sender", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Nothing is left to do", page, StringComparison.Ordinal);
    }
}
