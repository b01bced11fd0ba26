using System.IO.Compression;
using System.Net;
using System.Text;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Web.Tests.Stage;

namespace MtaStsAudit.Web.Tests.Pages;

/// <summary>What pages of other sites may read, and how assets travel.</summary>
public sealed class PublicDataTests(OpenTestbed testbed) : IClassFixture<OpenTestbed>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/site")]
    [InlineData("/scenarios")]
    [InlineData("/scenarios/a")]
    [InlineData("/providers")]
    [InlineData("/providers.json")]
    [InlineData("/providers.atom")]
    [InlineData("/tls-reports")]
    [InlineData("/policy-fetches")]
    public async Task Public_data_is_read_from_any_site_without_credentials(string path)
    {
        using var response = await FromElsewhereAsync(HttpMethod.Get, path);

        Assert.Equal("*", Assert.Single(response.Headers.GetValues("Access-Control-Allow-Origin")));
        Assert.False(response.Headers.Contains("Access-Control-Allow-Credentials"));
    }

    [Fact]
    public async Task Audits_and_forms_are_not_read_from_other_sites()
    {
        var audit = await testbed.Stage.MakeAuditAsync();
        foreach (var path in new[] { audit.Path, $"{audit.Path}.json", "/", "/mailbox", "/inbound" })
        {
            using var response = await FromElsewhereAsync(HttpMethod.Get, path);
            Assert.False(response.Headers.Contains("Access-Control-Allow-Origin"), path);
        }

        using var asked = new HttpRequestMessage(HttpMethod.Options, "/providers") { Headers = { { "Origin", "https://elsewhere.example" }, { "Access-Control-Request-Method", "POST" } } };
        using var preflight = await testbed.Stage.Client.SendAsync(asked, Cancelled);
        Assert.DoesNotContain("POST", preflight.Headers.TryGetValues("Access-Control-Allow-Methods", out var methods) ? string.Join(',', methods) : "", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("site.css", "br")]
    [InlineData("site.js", "gzip")]
    [InlineData("icon.svg", "br")]
    public async Task Assets_travel_compressed_and_only_when_they_have_changed(string name, string encoding)
    {
        var html = await testbed.Stage.PageAsync("/");
        var path = System.Text.RegularExpressions.Regex.Match(html, $"/assets/[0-9a-f]{{12}}/{name}").Value;
        using var plain = await testbed.Stage.GetAsync(path, "*/*");
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "Accept-Encoding", encoding } } };
        using var compressed = await testbed.Stage.Client.SendAsync(request, Cancelled);
        using var again = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "If-None-Match", plain.Headers.ETag!.ToString() } } };
        using var unchanged = await testbed.Stage.Client.SendAsync(again, Cancelled);

        Assert.Equal([encoding], compressed.Content.Headers.ContentEncoding);
        Assert.Equal(await plain.Content.ReadAsByteArrayAsync(Cancelled), await InflatedAsync(compressed, encoding));
        Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
    }

    [Fact]
    public async Task Pages_that_may_hold_a_secret_are_not_compressed()
    {
        var audit = await testbed.Stage.MakeAuditAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, audit.Path) { Headers = { { "Accept-Encoding", "br, gzip" }, { "Accept", "text/html" }, { "Cookie", audit.Cookie } } };
        using var page = await testbed.Stage.Client.SendAsync(request, Cancelled);

        Assert.Empty(page.Content.Headers.ContentEncoding);
    }

    [Fact]
    public async Task Robots_and_security_txt_say_where_to_turn()
    {
        using var robots = await testbed.Stage.GetAsync("/robots.txt", "*/*");
        using var security = await testbed.Stage.GetAsync("/.well-known/security.txt", "*/*");
        var lines = (await security.Content.ReadAsStringAsync(Cancelled)).Split('\n').Select(line => line.Split(": ", 2)).Where(line => line.Length == 2).ToDictionary(line => line[0], line => line[1]);

        Assert.StartsWith("User-agent: *\n", await robots.Content.ReadAsStringAsync(Cancelled), StringComparison.Ordinal);
        Assert.Equal("mailto:postmaster@audit.test", lines["Contact"]);
        Assert.InRange(DateTimeOffset.Parse(lines["Expires"], System.Globalization.CultureInfo.InvariantCulture), DateTimeOffset.UtcNow.AddDays(90), DateTimeOffset.UtcNow.AddDays(364));
        Assert.Equal("https://api.audit.test/.well-known/security.txt", lines["Canonical"]);
    }

    [Fact]
    public async Task A_policy_host_has_no_security_txt()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/.well-known/security.txt") { Headers = { Host = $"{WebStage.Names.PolicyHost(new ReceiverName('a'))}" } };
        using var response = await testbed.Stage.Client.SendAsync(request, Cancelled);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    private Task<HttpResponseMessage> FromElsewhereAsync(HttpMethod method, string path)
    {
        var request = new HttpRequestMessage(method, path) { Headers = { { "Origin", "https://elsewhere.example" }, { "Accept", "application/json" } } };
        return testbed.Stage.Client.SendAsync(request, Cancelled);
    }

    private static async Task<byte[]> InflatedAsync(HttpResponseMessage response, string encoding)
    {
        await using var body = await response.Content.ReadAsStreamAsync(Cancelled);
        await using Stream inflated = encoding == "br" ? new BrotliStream(body, CompressionMode.Decompress) : new GZipStream(body, CompressionMode.Decompress);
        using var octets = new MemoryStream();
        await inflated.CopyToAsync(octets, Cancelled);
        return octets.ToArray();
    }
}
