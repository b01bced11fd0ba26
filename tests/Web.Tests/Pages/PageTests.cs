using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Verdicts;
using MtaStsAudit.Web.Tests.Stage;

namespace MtaStsAudit.Web.Tests.Pages;

public sealed class PageTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_page_has_script_or_style_within_it_or_asks_another_site_for_anything()
    {
        await using var exhibition = await Exhibition.OpenAsync();
        foreach (var (name, path) in exhibition.Pages)
        {
            var html = await exhibition.Stage.PageAsync(path, exhibition.Judged.Cookie);
            Assert.True(html.StartsWith("<!DOCTYPE html>", StringComparison.Ordinal), name);
            Assert.DoesNotMatch(@"<script(?![^>]*\ssrc=""/assets/)", html);
            Assert.DoesNotMatch("<style", html);
            Assert.DoesNotMatch(@"<[^>]*\sstyle\s*=", html);
            Assert.DoesNotMatch(@"<[^>]*\son[a-z]+\s*=", html);
            Assert.DoesNotMatch(@"<(link|script|img|iframe|object|embed)[^>]*(src|href)=""(https?:)?//", html);
        }
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/how-it-works")]
    [InlineData("/audits/0f8fad5b-d9cb-469f-a165-70867728950e")]
    [InlineData("/audits/not-a-uuid")]
    [InlineData("/site")]
    [InlineData("/nowhere")]
    public async Task Every_answer_carries_the_headers_that_confine_it(string path)
    {
        await using var stage = await WebStage.StartAsync();
        using var response = await stage.GetAsync(path);

        var policy = Assert.Single(response.Headers.GetValues("Content-Security-Policy"));
        Assert.Equal(
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
            policy);
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("same-origin", Assert.Single(response.Headers.GetValues("Referrer-Policy")));
        Assert.Equal("DENY", Assert.Single(response.Headers.GetValues("X-Frame-Options")));
        Assert.False(response.Headers.Contains("Server"));
    }

    [Theory]
    [InlineData("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html")]
    [InlineData("text/html", "text/html")]
    [InlineData("application/json;q=0.5, text/html;q=0.9", "text/html")]
    [InlineData("*/*", "application/json")]
    [InlineData("application/json", "application/json")]
    [InlineData("application/json, text/html;q=0.9", "application/json")]
    [InlineData("text/html;q=0, */*", "application/json")]
    public async Task An_audit_is_a_page_for_those_who_prefer_one_and_JSON_for_all_others(string accept, string type)
    {
        await using var stage = await WebStage.StartAsync();
        using var response = await stage.GetAsync($"/audits/{AuditToken.New()}", accept);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(type, response.Content.Headers.ContentType?.MediaType);
        Assert.Contains("Accept", response.Headers.Vary);
    }

    [Fact]
    public async Task The_export_is_the_report_of_the_API()
    {
        // The report says when it was judged.
        await using var stage = await WebStage.StartAsync(new FakeTimeProvider(TimeProvider.System.GetUtcNow()));
        var audit = await stage.MakeAuditAsync();
        await new RigSender(stage.Store, audit.Token).MailCompliantlyAsync();
        using var export = await stage.GetAsync($"{audit.Path}.json");
        using var api = await stage.GetAsync(audit.Path, "application/json");

        Assert.Equal($"audit-{audit.Token}.json", export.Content.Headers.ContentDisposition?.FileName?.Trim('"'));
        Assert.Equal(await api.Content.ReadAsStringAsync(Token), await export.Content.ReadAsStringAsync(Token));
        var report = JsonSerializer.Deserialize(await export.Content.ReadAsStringAsync(Token), AuditReportJson.Default.AuditReport);
        Assert.Equal(6, report!.Outcomes.Count(outcome => outcome.Primed is not null));
    }

    [Theory]
    [InlineData("/audits/not-a-uuid", HttpStatusCode.BadRequest)]
    [InlineData("/audits/not-a-uuid/events", HttpStatusCode.BadRequest)]
    [InlineData("/audits/not-a-uuid.json", HttpStatusCode.BadRequest)]
    [InlineData("/tls-reports/12345", HttpStatusCode.NotFound)]
    [InlineData("/inbound/never-checked.example", HttpStatusCode.NotFound)]
    [InlineData("/inbound/%3Cscript%3E", HttpStatusCode.NotFound)]
    public async Task What_is_not_there_is_told_as_a_page(string path, HttpStatusCode expected)
    {
        await using var stage = await WebStage.StartAsync();
        using var response = await stage.GetAsync(path);

        Assert.Equal(expected, response.StatusCode);
        Assert.Equal("text/html", response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Assets_are_kept_for_ever_under_an_address_that_changes_with_them()
    {
        await using var stage = await WebStage.StartAsync();
        var html = await stage.PageAsync("/");
        foreach (var asset in new[] { "site.css", "site.js", "icon.svg" })
        {
            var path = System.Text.RegularExpressions.Regex.Match(html, $"/assets/[0-9a-f]{{12}}/{asset}").Value;
            using var current = await stage.GetAsync(path, "*/*");
            using var old = await stage.GetAsync($"/assets/000000000000/{asset}", "*/*");

            Assert.Equal(HttpStatusCode.OK, current.StatusCode);
            Assert.Contains("immutable", current.Headers.CacheControl?.ToString());
            Assert.DoesNotContain("immutable", old.Headers.CacheControl?.ToString());
        }
    }

    [Fact]
    public async Task A_TLS_report_is_explained_and_kept_as_it_came()
    {
        await using var exhibition = await Exhibition.OpenAsync();
        var html = await exhibition.Stage.PageAsync($"/tls-reports/{exhibition.ReportId}");

        Assert.Contains("Report by Sender Example Inc.", html, StringComparison.Ordinal);
        Assert.Contains("starttls-not-supported", html, StringComparison.Ordinal);
        Assert.Contains("did not offer STARTTLS", html, StringComparison.Ordinal);
        Assert.Contains("rfc8460.html#section-4.3.1", html, StringComparison.Ordinal);
        Assert.Contains("7 met the policy, 3 failed it", html, StringComparison.Ordinal);
        Assert.Contains("cannot be read", await exhibition.Stage.PageAsync("/tls-reports"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_TLS_report_of_the_sender_stands_beside_the_verdict()
    {
        await using var exhibition = await Exhibition.OpenAsync();

        Assert.Contains("counts 3 failed sessions at b as starttls-not-supported. It was seen to refuse there for that reason.",
            await exhibition.Stage.PageAsync(exhibition.Judged.Path), StringComparison.Ordinal);
    }
}
