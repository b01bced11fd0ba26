using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Settings;
using MtaStsAudit.Web.Tests.Stage;

namespace MtaStsAudit.Web.Tests.Pages;

/// <summary>Who runs a testbed, and how they are reached.</summary>
public sealed class OperatorTests
{
    private static readonly Dictionary<string, string> Secret = new() { ["secret"] = WebStage.AdminSecret };

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_the_settings_say_of_the_operator_stands_on_every_page_and_in_security_txt()
    {
        await using var stage = await WebStage.StartAsync(siteOperator: new("Example University", "https://www.example.edu/contact", "abuse@example.edu", new("https://git.example.edu/audit")));
        foreach (var path in new[] { "/", "/about", "/how-it-works" })
        {
            var html = await stage.PageAsync(path);
            Assert.Contains("Run by Example University", html, StringComparison.Ordinal);
            Assert.Contains("href=\"https://www.example.edu/contact\"", html, StringComparison.Ordinal);
            Assert.Contains("href=\"mailto:abuse@example.edu\"", html, StringComparison.Ordinal);
            Assert.Contains("href=\"https://git.example.edu/audit\"", html, StringComparison.Ordinal);
        }

        using var security = await stage.GetAsync("/.well-known/security.txt", "*/*");
        Assert.StartsWith("Contact: https://www.example.edu/contact\n", await security.Content.ReadAsStringAsync(Cancelled), StringComparison.Ordinal);
        Assert.Contains("730 days after its newest message", await stage.PageAsync("/about"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_nothing_is_said_the_testbed_s_own_mailboxes_are_named()
    {
        await using var stage = await WebStage.StartAsync();
        var html = await stage.PageAsync("/");

        Assert.Contains("href=\"mailto:postmaster@audit.test\"", html, StringComparison.Ordinal);
        Assert.Contains("href=\"mailto:abuse@audit.test\"", html, StringComparison.Ordinal);
        Assert.DoesNotContain("Run by", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mail_to_abuse_and_postmaster_is_read_by_the_administrator_and_nobody_else()
    {
        await using var stage = await WebStage.StartAsync();
        await AppendAsync(stage, "abuse@audit.test", "You <b>bother</b> us", "Subject: You bother us\r\n\r\nPlease stop.\r\n");
        await AppendAsync(stage, "tlsrpt@a.audit.test", "Report Domain: a.audit.test", "a report");
        using var stranger = await stage.PostAsync("/mailbox", new Dictionary<string, string> { ["secret"] = "guessed" });
        using var page = await stage.PostAsync("/mailbox", Secret);
        using var json = await stage.PostAsync("/mailbox", Secret, accept: "application/json");
        using var elsewhere = await stage.PostAsync("/mailbox", Secret, from: "https://evil.example");
        var html = await page.Content.ReadAsStringAsync(Cancelled);

        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.OK, HttpStatusCode.Forbidden), (stranger.StatusCode, page.StatusCode, elsewhere.StatusCode));
        Assert.DoesNotContain("bother", await stranger.Content.ReadAsStringAsync(Cancelled), StringComparison.Ordinal);
        Assert.Contains("You &lt;b&gt;bother&lt;/b&gt; us", html, StringComparison.Ordinal);
        Assert.Contains("Please stop.", html, StringComparison.Ordinal);
        Assert.DoesNotContain("Report Domain", html, StringComparison.Ordinal);
        Assert.True(page.Headers.CacheControl?.NoStore);
        var message = Assert.Single((await json.Content.ReadFromJsonAsync<JsonElement>(Cancelled)).EnumerateArray());
        Assert.Equal("abuse@audit.test", message.GetProperty("to").GetString());
    }

    private static async Task AppendAsync(WebStage stage, string recipient, string subject, string text) => await stage.Store.AppendAsync(
        [new MessageAccepted(
            new ReceiverName('a'), new(IPAddress.Parse("192.0.2.7"), 40_000, null), "mail.example", null, "someone@example.com", recipient, null, "4Qabc", subject, text.Length)],
        Encoding.UTF8.GetBytes(text), Cancelled);
}
