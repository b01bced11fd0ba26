using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using MtaStsAudit.Collector.Api;
using MtaStsAudit.Collector.Store;
using MtaStsAudit.Collector.TlsReports;
using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Names;

namespace MtaStsAudit.Collector.Tests.TlsReports;

public sealed class TlsReportEndpointTests : IAsyncLifetime
{
    private const string Report = "{\"organization-name\": \"Company-X\"}";

    private readonly MemoryStore store = new();
    private readonly HttpClient client = new();
    private readonly WebApplication app;

    public TlsReportEndpointTests()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton<IEvidenceStore>(store);
        app = builder.Build();
        app.UseStoreFaults();
        app.MapTlsReports();
    }

    public async ValueTask InitializeAsync()
    {
        await app.StartAsync();
        client.BaseAddress = new Uri(app.Urls.Single());
        client.DefaultRequestHeaders.UserAgent.ParseAdd("reporter/1.0");
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await app.DisposeAsync();
    }

    [Theory]
    [InlineData("application/tlsrpt+json")]
    [InlineData("application/tlsrpt+gzip")]
    [InlineData("application/json")]
    [InlineData(null)]
    public async Task A_report_is_stored_as_it_came_and_answered_with_200(string? type)
    {
        Assert.Equal(HttpStatusCode.OK, await PostAsync(Encoding.UTF8.GetBytes(Report), type));
        Assert.Equal(HttpStatusCode.OK, await PostAsync(Gzip.Of(Report), type));

        Assert.Equal(2, store.Observations.Count);
        Assert.All(store.Observations, seen => Assert.Equal(new TlsReportReceived(IPAddress.Loopback, "reporter/1.0", Report), seen));
    }

    [Fact]
    public async Task What_is_no_report_is_kept_since_it_may_be_read_later()
    {
        Assert.Equal(HttpStatusCode.OK, await PostAsync("not JSON"u8.ToArray(), "application/tlsrpt+json"));
        Assert.Single(store.Observations);
    }

    [Fact]
    public async Task What_is_too_large_is_answered_with_413_and_not_stored()
    {
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await PostAsync(Gzip.Of(new byte[TlsReportBody.Largest + 1]), "application/tlsrpt+gzip"));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await PostAsync(new byte[TlsReportBody.Largest + 1], "application/tlsrpt+json"));
        // Without a length the service finds out while the client still sends: it answers and hangs up, whichever is seen first.
        try
        {
            Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await PostAsync(new byte[TlsReportBody.Largest + 1], "application/tlsrpt+json", chunked: true));
        }
        catch (HttpRequestException)
        {
        }

        Assert.Empty(store.Observations);
    }

    [Fact]
    public async Task What_is_empty_or_damaged_is_answered_with_400_and_not_stored()
    {
        Assert.Equal(HttpStatusCode.BadRequest, await PostAsync([], "application/tlsrpt+json"));
        Assert.Equal(HttpStatusCode.BadRequest, await PostAsync(Gzip.Of(Report)[..^9], "application/tlsrpt+gzip"));
        Assert.Empty(store.Observations);
    }

    [Theory]
    [InlineData("application/tlsrpt+gzip")]
    [InlineData("APPLICATION/GZIP; charset=binary")]
    [InlineData("application/x-gzip")]
    public async Task What_is_announced_as_gzip_and_is_none_is_answered_with_400_and_not_stored(string type)
    {
        Assert.Equal(HttpStatusCode.BadRequest, await PostAsync("this is not gzip"u8.ToArray(), type));
        Assert.Equal(HttpStatusCode.BadRequest, await PostAsync([0x1f, 0x8c, .. Gzip.Of(Report)[2..]], type));
        Assert.Equal(HttpStatusCode.BadRequest, await PostAsync([0x1f, 0x8c, .. Gzip.Of(Report)[2..]], "application/octet-stream"));
        Assert.Equal(HttpStatusCode.BadRequest, await PostAsync(Gzip.Of("this is no report"), type));
        Assert.Empty(store.Observations);
    }

    [Fact]
    public async Task Octets_after_the_last_member_do_not_matter()
    {
        Assert.Equal(HttpStatusCode.OK, await PostAsync([.. Gzip.Of(Report), 0x0d, 0x0a], "application/tlsrpt+gzip"));
        Assert.Equal(Report, Assert.IsType<TlsReportReceived>(Assert.Single(store.Observations)).Report);
    }

    [Theory]
    [InlineData("attachment; filename=\"s.example!f.audit.test!1!2.json.gz\"")]
    [InlineData("attachment; filename=s.example!f.audit.test!1!2.json.gz")]
    [InlineData("attachment; filename*=utf-8''s.example%21f.audit.test%211%212.json.gz")]
    public async Task The_name_of_the_file_is_kept(string disposition)
    {
        Assert.Equal(HttpStatusCode.OK, await PostAsync(Gzip.Of(Report), "application/tlsrpt+gzip", disposition: disposition));

        var stored = Assert.IsType<TlsReportReceived>(Assert.Single(store.Observations));
        Assert.Equal(new ReportEnvelope(ByMail: false, "s.example!f.audit.test!1!2.json.gz"), stored.Envelope);
    }

    [Fact]
    public async Task A_report_that_could_not_be_stored_is_asked_for_again()
    {
        store.IsAway = true;

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await PostAsync(Encoding.UTF8.GetBytes(Report), "application/tlsrpt+json"));
    }

    private async Task<HttpStatusCode> PostAsync(byte[] body, string? type, bool chunked = false, string? disposition = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/tlsrpt") { Content = new ByteArrayContent(body) };
        request.Headers.TransferEncodingChunked = chunked;
        // A body that is refused by its length is then not sent at all.
        request.Headers.ExpectContinue = !chunked;
        request.Content.Headers.ContentType = type is null ? null : MediaTypeHeaderValue.Parse(type);
        if (disposition is not null)
        {
            request.Content.Headers.TryAddWithoutValidation("Content-Disposition", disposition);
        }

        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return response.StatusCode;
    }

    private sealed class MemoryStore : IEvidenceStore
    {
        public List<Observation> Observations { get; } = [];

        public bool IsAway { get; set; }

        public Task<IReadOnlyList<EvidenceRecord>> AppendAsync(
            IReadOnlyList<Observation> observations, ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
        {
            if (IsAway)
            {
                throw new EvidenceStoreException("The store is away.", new IOException());
            }

            Observations.AddRange(observations);
            return Task.FromResult<IReadOnlyList<EvidenceRecord>>([]);
        }

        public Task<EvidenceExcerpt> MessagesAsync(AuditToken token, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public Task<EvidenceExcerpt> OfSenderAsync(
            IReadOnlyCollection<string> keys, DateTimeOffset from, DateTimeOffset until, AuditToken? except, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public Task<EvidenceExcerpt> FetchesOfSenderAsync(
            IReadOnlyCollection<string> keys, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public Task<IReadOnlyList<EvidenceRecord>> WithoutTokenAsync(int limit, int longest, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public Task<ReadOnlyMemory<byte>?> MessageContentAsync(long evidenceId, CancellationToken cancellationToken) =>
            throw new NotSupportedException();
    }
}
