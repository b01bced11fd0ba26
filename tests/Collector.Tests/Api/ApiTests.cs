using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using MtaStsAudit.Collector.Tests.Running;
using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Names;

namespace MtaStsAudit.Collector.Tests.Api;

/// <summary>The original study's API, and ours beside it.</summary>
public sealed class ApiTests : IAsyncLifetime
{
    private static readonly AuditToken Token = AuditToken.New();

    private readonly TemporaryFolder folder = new();
    private RunningCollector collector = null!;
    private HttpClient http = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        collector = await RunningCollector.StartAsync(folder);
        http = collector.Http;
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await collector.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task Health_answers_as_the_original_did() =>
        Assert.Equal("""{"pong":"true"}""", await http.GetStringAsync(new Uri("health", UriKind.Relative), Cancelled));

    [Fact]
    public async Task A_poll_tells_the_public_the_metadata_and_the_administrator_the_text()
    {
        await AppendMessageAsync();

        var forAll = await PollAsync(("users", Token.ToString()), ("secret", ""));
        var forAdministrator = await PollAsync(("users", Token.ToString()), ("secret", "the secret"));

        var line = Assert.Single(forAll.RootElement.GetProperty(Token.ToString()).EnumerateArray());
        Assert.Equal("postfix", line.GetProperty("service").GetString());
        Assert.Contains("CLIENT_PROTOCOL: ESMTPS", line.GetProperty("line").GetString(), StringComparison.Ordinal);
        Assert.Equal(["MSG: Subject: x", "MSG: ", "MSG: Hello"],
            forAdministrator.RootElement.GetProperty(Token.ToString()).EnumerateArray().Skip(1).Select(one => one.GetProperty("line").GetString()));
    }

    [Fact]
    public async Task A_poll_without_users_tells_of_policy_fetches_and_reports()
    {
        await collector.Store.AppendAsync(
            [new PolicyFetched(new ReceiverName('a'), IPAddress.Parse("192.0.2.1"), "ua", "mta-sts.a.audit.test", "TLSv1.3", 200, "1"), new TlsReportReceived(null, null, "{}")],
            default, Cancelled);

        var lines = (await PollAsync()).RootElement.GetProperty("").EnumerateArray().Select(line => line.GetProperty("service").GetString());

        Assert.Equal(["HTTPS", "TLSRPT"], lines);
    }

    [Fact]
    public async Task An_unknown_token_is_nothing_to_tell_of() => Assert.Equal("{}", (await PollAsync(("users", AuditToken.New().ToString()))).RootElement.GetRawText());

    [Theory]
    [InlineData("not-a-uuid", "", HttpStatusCode.BadRequest)]
    [InlineData("0f8fad5b-d9cb-469f-a165-70867728950e", "wrong", HttpStatusCode.Unauthorized)]
    public async Task A_bad_poll_is_refused(string users, string secret, HttpStatusCode expected)
    {
        using var form = new FormUrlEncodedContent([new("users", users), new("secret", secret)]);
        using var answer = await http.PostAsync(new Uri("poll", UriKind.Relative), form, Cancelled);

        Assert.Equal(expected, answer.StatusCode);
    }

    [Fact]
    public async Task Six_users_are_the_most()
    {
        await PollAsync(("users", string.Join(',', Enumerable.Range(0, 6).Select(_ => AuditToken.New()))));
        using var form = new FormUrlEncodedContent([new("users", string.Join(',', Enumerable.Range(0, 7).Select(_ => AuditToken.New())))]);
        using var answer = await http.PostAsync(new Uri("poll", UriKind.Relative), form, Cancelled);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Theory]
    [InlineData("application/tlsrpt+json", false)]
    [InlineData("application/tlsrpt+gzip", true)]
    public async Task A_report_is_taken_plain_and_compressed(string type, bool compressed)
    {
        var report = """{"organization-name":"Example"}""";
        Assert.Equal(HttpStatusCode.OK, await PostReportAsync(compressed ? Gzipped(Encoding.UTF8.GetBytes(report)) : Encoding.UTF8.GetBytes(report), type));

        var stored = Assert.IsType<TlsReportReceived>(Assert.Single(await collector.Store.WithoutTokenAsync(9, 10_000, Cancelled)).What);
        Assert.Equal(report, stored.Report);
    }

    [Fact]
    public async Task A_report_that_is_too_large_or_swells_too_much_is_refused_and_the_service_lives_on()
    {
        var large = new byte[(1024 * 1024) + 1];

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await PostReportAsync(large, "application/tlsrpt+json"));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await PostReportAsync(Gzipped(new byte[50_000_000]), "application/tlsrpt+gzip"));
        Assert.Equal(HttpStatusCode.BadRequest, await PostReportAsync([0x1f, 0x8b, 3], "application/tlsrpt+gzip"));
        Assert.Equal(HttpStatusCode.BadRequest, await PostReportAsync([], "application/tlsrpt+json"));
        Assert.Empty(await collector.Store.WithoutTokenAsync(9, 10_000, Cancelled));
        await Health_answers_as_the_original_did();
    }

    [Fact]
    public async Task The_report_of_an_audit_carries_its_evidence()
    {
        await AppendMessageAsync();
        using var report = JsonDocument.Parse(await http.GetStringAsync(new Uri($"audits/{Token}", UriKind.Relative), Cancelled));

        Assert.Equal("Waiting", report.RootElement.GetProperty("label").GetString());
        Assert.Equal("message", report.RootElement.GetProperty("evidence")[0].GetProperty("what").GetProperty("kind").GetString());
        Assert.Equal(HttpStatusCode.BadRequest, (await http.GetAsync(new Uri("audits/postmaster", UriKind.Relative), Cancelled)).StatusCode);
    }

    [Fact]
    public async Task A_store_that_does_not_answer_is_503()
    {
        using var other = new TemporaryFolder();
        var store = new ObstinateStore();
        store.Fail();
        await using var broken = await RunningCollector.StartAsync(other, store);
        using var client = broken.Http;
        using var answer = await client.GetAsync(new Uri($"audits/{Token}", UriKind.Relative), Cancelled);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.NotNull(answer.Headers.RetryAfter);
    }

    private Task<IReadOnlyList<EvidenceRecord>> AppendMessageAsync() => collector.Store.AppendAsync(
        [new MessageAccepted(new ReceiverName('a'), new SmtpClient(IPAddress.Parse("192.0.2.25"), 4, null), "h", new("TLSv1.3", "X"), "x@y.example", $"{Token}@a.audit.test", Token, "4Q", "x", 17)],
        Encoding.UTF8.GetBytes("Subject: x\n\nHello\r\n"), Cancelled);

    private async Task<JsonDocument> PollAsync(params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        using var answer = await http.PostAsync(new Uri("poll", UriKind.Relative), form, Cancelled);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancelled));
    }

    private async Task<HttpStatusCode> PostReportAsync(byte[] body, string type)
    {
        using var content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue(type) } };
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("tlsrpt", UriKind.Relative)) { Content = content };
        // A body that is refused by its length is then not sent at all.
        request.Headers.ExpectContinue = true;
        using var answer = await http.SendAsync(request, Cancelled);
        return answer.StatusCode;
    }

    private static byte[] Gzipped(byte[] plain)
    {
        using var stream = new MemoryStream();
        using (var gzip = new GZipStream(stream, CompressionLevel.Optimal))
        {
            gzip.Write(plain);
        }

        return stream.ToArray();
    }
}
