using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace MtaStsAudit.Acme.ChallengeDns;

/// <summary>Requests to the DigitalOcean API, repeated when it is busy. The token is in no message.</summary>
internal sealed class DigitalOceanApi(HttpMessageHandler transport, Uri endpoint, string token, TimeProvider clock) : IDisposable
{
    public const string DefaultEndpoint = "https://api.digitalocean.com";

    private const int Attempts = 5;

    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(60);

    private readonly HttpClient http = new(transport, disposeHandler: false) { Timeout = TimeSpan.FromSeconds(30) };

    /// <summary>The answer's body, and whether an earlier attempt may have been carried out as well.</summary>
    public async Task<(string Body, bool Repeated)> SendAsync(HttpMethod method, string path, byte[]? json, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            using var response = await SendOrExplainAsync(Request(method, path, json), cancellation).ConfigureAwait(false);
            var body = await response.Content.ReadAsStringAsync(cancellation).ConfigureAwait(false);
            if (response.IsSuccessStatusCode)
            {
                return (body, attempt > 1);
            }

            var busy = response.StatusCode == HttpStatusCode.TooManyRequests || (int)response.StatusCode >= 500;
            if (!busy || attempt == Attempts)
            {
                throw new DigitalOceanException(Explain(method, path, response.StatusCode, body, attempt), (int)response.StatusCode);
            }

            await Task.Delay(Pause(response.Headers, attempt), clock, cancellation).ConfigureAwait(false);
        }
    }

    public void Dispose() => http.Dispose();

    private static string Explain(HttpMethod method, string path, HttpStatusCode status, string body, int attempts)
    {
        var advice = status switch
        {
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => "; digitalOceanToken has to be a token that may change the zone's records",
            HttpStatusCode.NotFound => "; zone has to be a domain of the token's account",
            _ when attempts > 1 => $"; tried {attempts} times",
            _ => "",
        };
        return $"DigitalOcean answered {(int)status} to {method} {path}: {Message(body) ?? "no reason given"}{advice}";
    }

    private static string? Message(string body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, DigitalOceanJson.Default.DigitalOceanError)?.Message;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private async Task<HttpResponseMessage> SendOrExplainAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        try
        {
            return await http.SendAsync(request, cancellation).ConfigureAwait(false);
        }
        catch (HttpRequestException e)
        {
            throw new DigitalOceanException($"DigitalOcean's API at {endpoint} cannot be reached: {e.Message}", status: 0);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new DigitalOceanException($"DigitalOcean's API at {endpoint} did not answer in {http.Timeout.TotalSeconds:0} s.", status: 0);
        }
    }

    private HttpRequestMessage Request(HttpMethod method, string path, byte[]? json)
    {
        var request = new HttpRequestMessage(method, new Uri(endpoint, path));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (json is not null)
        {
            request.Content = new ByteArrayContent(json);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        return request;
    }

    private TimeSpan Pause(HttpResponseHeaders headers, int attempt)
    {
        var asked = headers.RetryAfter?.Delta
            ?? headers.RetryAfter?.Date - clock.GetUtcNow()
            ?? Reset(headers) - clock.GetUtcNow()
            ?? TimeSpan.FromSeconds(Math.Pow(2, attempt - 1));
        return TimeSpan.FromTicks(Math.Clamp(asked.Ticks, 0, LongestPause.Ticks));
    }

    private static DateTimeOffset? Reset(HttpResponseHeaders headers) =>
        headers.TryGetValues("ratelimit-reset", out var values)
        && long.TryParse(values.First(), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
        && seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds()
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;
}
