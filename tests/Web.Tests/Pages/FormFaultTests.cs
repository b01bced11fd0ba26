using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using MtaStsAudit.Web.Tests.Stage;

namespace MtaStsAudit.Web.Tests.Pages;

/// <summary>A form that is refused is shown again, with what was typed and why.</summary>
public sealed class FormFaultTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_name_that_cannot_be_saved_stands_in_its_form_again_with_the_reason_and_the_audit_around_it()
    {
        await using var stage = await WebStage.StartAsync();
        var audit = await stage.MakeAuditAsync();
        using var refused = await stage.PostAsync(
            $"{audit.Path}/sender", new Dictionary<string, string> { ["provider"] = "Fine \"Mail\"", ["domain"] = "no domain", ["then"] = "save" }, audit.Cookie);
        var html = await refused.Content.ReadAsStringAsync(Cancelled);

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Matches("role=\"alert\"[^>]*><strong>That cannot be saved.</strong> The domain cannot be used", html);
        Assert.Contains("value=\"Fine &quot;Mail&quot;\"", html, StringComparison.Ordinal);
        Assert.Contains("value=\"no domain\"", html, StringComparison.Ordinal);
        Assert.Contains("Mail these addresses", html, StringComparison.Ordinal);
        // Without scripts the page loads itself again while an audit is under way: what was typed would be gone.
        Assert.DoesNotContain("http-equiv=\"refresh\"", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sender", "provider", HttpStatusCode.Forbidden, "Only its owner may do that")]
    [InlineData("owner", "key", HttpStatusCode.Forbidden, "That is not the owner’s key")]
    [InlineData("claim", "", HttpStatusCode.Conflict, "It has an owner")]
    [InlineData("remove", "secret", HttpStatusCode.Forbidden, "That is not the secret")]
    [InlineData("delete", "sure", HttpStatusCode.Forbidden, "Only its owner may do that")]
    [InlineData("own-sender", "sender", HttpStatusCode.Forbidden, "Only its owner may do that")]
    public async Task Each_refusal_is_told_on_the_audit_s_page_and_to_programs_as_problem_details(string form, string field, HttpStatusCode status, string words)
    {
        await using var stage = await WebStage.StartAsync();
        var audit = await stage.MakeAuditAsync();
        var fields = field.Length > 0 ? new Dictionary<string, string> { [field] = "guessed" } : [];
        using var page = await stage.PostAsync($"{audit.Path}/{form}", fields);
        using var json = await stage.PostAsync($"{audit.Path}/{form}", fields, accept: "application/json");
        var html = WebUtility.HtmlDecode(await page.Content.ReadAsStringAsync(Cancelled));
        var problem = await json.Content.ReadFromJsonAsync<JsonElement>(Cancelled);

        Assert.Equal((status, status), (page.StatusCode, json.StatusCode));
        Assert.Contains($"<strong>{words}.</strong>", html, StringComparison.Ordinal);
        Assert.Contains($"<h1 class=\"token\">{audit.Token}</h1>", html, StringComparison.Ordinal);
        Assert.Equal("application/problem+json", json.Content.Headers.ContentType?.MediaType);
        Assert.Equal(words, problem.GetProperty("title").GetString());
    }

    [Fact]
    public async Task Whoever_loads_the_address_of_a_form_again_sees_the_audit()
    {
        await using var stage = await WebStage.StartAsync();
        var audit = await stage.MakeAuditAsync();
        using var response = await stage.GetAsync($"{audit.Path}/sender");

        Assert.Equal(HttpStatusCode.Found, response.StatusCode);
        Assert.Equal(audit.Path, response.Headers.Location?.ToString());
    }

    [Fact]
    public async Task A_program_makes_an_audit_and_owns_it()
    {
        await using var stage = await WebStage.StartAsync();
        using var made = await stage.PostAsync("/audits", accept: "application/json");
        var body = await made.Content.ReadFromJsonAsync<JsonElement>(Cancelled);
        var path = body.GetProperty("audit").GetString()!;
        using var named = await stage.PostAsync(
            $"{path}/sender", new Dictionary<string, string> { ["provider"] = "Scripted", ["then"] = "save" },
            $"audit-owner={body.GetProperty("ownerKey").GetString()}", accept: "application/json");

        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        Assert.Equal(path, made.Headers.Location?.ToString());
        Assert.Equal(HttpStatusCode.OK, named.StatusCode);
        Assert.Equal("save", (await named.Content.ReadFromJsonAsync<JsonElement>(Cancelled)).GetProperty("done").GetString());
    }

    // The owner's cookie is Lax, so that links keep it: what changes something asks where it comes from all the same.
    [Theory]
    [InlineData("cross-site")]
    [InlineData("same-site")]
    public async Task A_form_that_the_browser_says_is_not_of_this_site_changes_nothing_although_it_has_the_cookie(string from)
    {
        await using var stage = await WebStage.StartAsync();
        var audit = await stage.MakeAuditAsync();
        foreach (var form in new[] { "sender", "delete", "again", "own-sender", "claim", "owner", "remove" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"{audit.Path}/{form}")
            {
                Content = new FormUrlEncodedContent(new Dictionary<string, string> { ["provider"] = "Evil", ["then"] = "save", ["sure"] = "yes" }),
            };
            request.Headers.Add("Cookie", audit.Cookie);
            request.Headers.Add("Sec-Fetch-Site", from);
            using var response = await stage.Client.SendAsync(request, Cancelled);
            Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        }

        Assert.DoesNotContain("Evil", await stage.PageAsync(audit.Path, audit.Cookie), StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_audit_is_changed_by_following_a_link()
    {
        await using var stage = await WebStage.StartAsync();
        var audit = await stage.MakeAuditAsync();
        foreach (var form in new[] { "sender", "delete", "again", "own-sender", "claim", "owner", "remove" })
        {
            using var response = await stage.GetAsync($"{audit.Path}/{form}?provider=Evil&then=save&sure=yes", cookie: audit.Cookie);
            Assert.Equal(HttpStatusCode.Found, response.StatusCode);
        }

        var html = await stage.PageAsync(audit.Path, audit.Cookie);
        Assert.DoesNotContain("Evil", html, StringComparison.Ordinal);
        Assert.Contains("You are the owner of this audit", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task How_long_the_browser_keeps_the_key_is_told_and_is_so()
    {
        await using var stage = await WebStage.StartAsync();
        using var made = await stage.PostAsync("/audits");
        var cookie = Assert.Single(made.Headers.GetValues("Set-Cookie"));
        var audit = OwnedAudit.Of(made);

        Assert.Contains($"max-age={90 * 24 * 3600}", cookie, StringComparison.Ordinal);
        Assert.Contains("in a cookie for 90 days", await stage.PageAsync(audit.Path, audit.Cookie), StringComparison.Ordinal);
    }
}
