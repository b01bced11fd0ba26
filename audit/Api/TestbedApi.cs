using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using MtaStsAudit.Audit.Commands;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Scenarios;
using MtaStsAudit.Model.Verdicts;

namespace MtaStsAudit.Audit.Api;

/// <summary>A report, and what time it was at the testbed: its clock decides when a round begins, not ours.</summary>
internal sealed record ReportAt(AuditReport Report, DateTimeOffset Now);

/// <summary>The API of a testbed. Whatever goes wrong is a <see cref="CommandFault"/> that names the address asked.</summary>
internal sealed class TestbedApi : IDisposable
{
    private const int LargestAnswer = 16 * 1024 * 1024;
    public static readonly TimeSpan LongestAnswer = TimeSpan.FromSeconds(10);

    private readonly HttpClient http;
    private readonly TimeProvider time;

    public TestbedApi(Uri address, TimeProvider time, HttpMessageHandler? handler = null)
    {
        http = handler is null ? new HttpClient() : new HttpClient(handler);
        // A base address without its final slash loses its last segment when a path is added.
        http.BaseAddress = address.AbsoluteUri.EndsWith('/') ? address : new Uri(address.AbsoluteUri + "/");
        http.Timeout = LongestAnswer;
        http.MaxResponseContentBufferSize = LargestAnswer;
        http.DefaultRequestHeaders.UserAgent.ParseAdd("mta-sts-audit");
        this.time = time;
    }

    public Uri Address => http.BaseAddress!;

    public async Task<SiteDescription> SiteAsync(CancellationToken cancellationToken)
    {
        var (site, _) = await GetAsync("site", SiteDescriptionJson.Default.SiteDescription, cancellationToken);
        // What a remote API says is neither shown nor mailed to unless it is a name.
        return site.Receivers is { Count: > 0 } receivers && receivers.All(receiver => DomainName.TryParse(receiver.Domain, out _))
            ? site
            : throw NotTheApi($"{Address}site names no receivers, or domains that are none");
    }

    /// <summary>The same; null where no testbed answers.</summary>
    public async Task<SiteDescription?> TrySiteAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await SiteAsync(cancellationToken);
        }
        catch (CommandFault)
        {
            return null;
        }
    }

    public async Task<ReportAt> ReportAsync(AuditToken token, CancellationToken cancellationToken)
    {
        var (report, now) = await GetAsync($"audits/{token}", AuditReportJson.Default.AuditReport, cancellationToken);
        return report is { Outcomes: not null, Evidence: not null, Sections: not null, Reason: not null }
            ? new(report, now)
            : throw NotTheApi($"{Address}audits/{token} answered something that is no report");
    }

    /// <summary>Whether the testbed finds itself as designed: <c>GET /ready</c>, which a testbed answers on its own machine only.</summary>
    /// <exception cref="CommandFault">It cannot be reached, or answers something else.</exception>
    public async Task<ReadyAnswer> ReadyAsync(CancellationToken cancellationToken) =>
        (await GetAsync("ready", ReadyAnswerJson.Default.ReadyAnswer, cancellationToken, HttpStatusCode.ServiceUnavailable)).Value;

    /// <summary>The provider table as Markdown.</summary>
    public async Task<string> ProvidersAsync(CancellationToken cancellationToken) =>
        (await GetAsync("providers.md", octets => Encoding.UTF8.GetString(octets), cancellationToken)).Value;

    public void Dispose() => http.Dispose();

    private Task<(T Value, DateTimeOffset Now)> GetAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellationToken, HttpStatusCode? orStatus = null)
        where T : class =>
        GetAsync(path, octets => JsonSerializer.Deserialize(octets, type), cancellationToken, orStatus);

    private async Task<(T Value, DateTimeOffset Now)> GetAsync<T>(string path, Func<byte[], T?> read, CancellationToken cancellationToken, HttpStatusCode? orStatus = null)
        where T : class
    {
        try
        {
            using var response = await http.GetAsync(new Uri(path, UriKind.Relative), cancellationToken);
            if (response.StatusCode != HttpStatusCode.OK && response.StatusCode != orStatus)
            {
                throw NotTheApi($"{Address}{path} answered {(int)response.StatusCode}");
            }

            var value = read(await response.Content.ReadAsByteArrayAsync(cancellationToken));
            return (value ?? throw NotTheApi($"{Address}{path} answered nothing"), response.Headers.Date ?? time.GetUtcNow());
        }
        catch (HttpRequestException fault)
        {
            throw new CommandFault($"The testbed at {Address} cannot be reached: {fault.Message}\n"
                + "Start the local one with 'audit local up', or name another by --api URL.");
        }
        catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new CommandFault($"The testbed at {Address} did not answer within {LongestAnswer.TotalSeconds:0} seconds.");
        }
        catch (JsonException fault)
        {
            throw NotTheApi($"{Address}{path} answered something that cannot be read ({fault.Message})");
        }
    }

    private static CommandFault NotTheApi(string what) =>
        new($"{what}. Is it the API of a testbed, of this version? Name the API by --api URL.");
}
