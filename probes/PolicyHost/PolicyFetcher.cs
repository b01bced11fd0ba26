using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using MtaStsAudit.Model.Inbound;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Probes.Certificates;
using MtaStsAudit.Probes.Dns;
using MtaStsAudit.Probes.Network;

namespace MtaStsAudit.Probes.PolicyHost;

/// <summary>Fetches a policy as RFC 8461 §3.3 has a sender do it, and says why when it cannot.</summary>
/// <param name="silence">How long an answer is waited for once the handshake is done; null: for as long as the fetch may take.</param>
internal sealed class PolicyFetcher(DomainLookup lookup, InboundOptions options, TimeSpan? silence = null)
{
    // RFC 8461 §3.3: the largest policy that a sender is expected to fetch.
    private const int LargestPolicy = 64 * 1024;

    public async Task<PolicyFetch> FetchAsync(DomainName domain, CancellationToken cancellationToken)
    {
        if (!DomainName.TryParse($"mta-sts.{domain}", out var host))
        {
            return new(PolicyFetchOutcome.NoAddress);
        }

        var found = await ContactableHost.FindAsync(host.Value, lookup, options.AllowAnyAddress, cancellationToken);
        if (found.Obstacle is { } obstacle)
        {
            return new(OutcomeFor(obstacle), found.Detail);
        }

        return await FetchAsync(host, found.Addresses, HttpsDocument.Policy, cancellationToken);
    }

    /// <summary>Fetches a document from the first of some addresses that answers.</summary>
    /// <param name="made">SHA-256 of the certificate that the host has to show; null: any that is valid.</param>
    public async Task<PolicyFetch> FetchAsync(
        DomainName host, IReadOnlyList<IPAddress> addresses, HttpsDocument document, CancellationToken cancellationToken, string? made = null)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(options.FetchLimit);
        var check = new CertificateCheck(host.Value, options.TrustedRoots, acceptsFaults: false, made);
        try
        {
            return await AskAsync(host, addresses, document, check, limit);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new(PolicyFetchOutcome.TooSlow, $"{(check.Facts is null ? options.FetchLimit : silence ?? options.FetchLimit).TotalSeconds:0.#} seconds", Certificate: check.Facts);
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException)
        {
            return WhyNot(fault, check);
        }
    }

    private async Task<PolicyFetch> AskAsync(
        DomainName host, IReadOnlyList<IPAddress> addresses, HttpsDocument document, CertificateCheck check, CancellationTokenSource limit)
    {
        var cancellationToken = limit.Token;
        // RFC 8461 §3.3: no redirects, no caches. A proxy would resolve the name anew.
        using var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            SslOptions = check.Options,
            ConnectCallback = async (_, token) => await Connection.OpenAsync(addresses, options.HttpsPort, options, token),
            // The handshake is done, and the request comes next.
            PlaintextStreamFilter = (context, _) =>
            {
                if (silence is { } patience)
                {
                    limit.CancelAfter(patience);
                }

                return ValueTask.FromResult(context.PlaintextStream);
            },
        };
        using var client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        using var request = new HttpRequestMessage(HttpMethod.Get, new UriBuilder(Uri.UriSchemeHttps, host.Value, options.HttpsPort, document.Path).Uri);
        request.Headers.UserAgent.ParseAdd("mta-sts-audit");
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        var status = $"{(int)response.StatusCode} {response.ReasonPhrase}".TrimEnd();
        if (response.StatusCode is >= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest)
        {
            var location = response.Headers.Location?.OriginalString;
            return new(PolicyFetchOutcome.Redirect, $"{status} to {location ?? "nowhere"}", Certificate: check.Facts, Location: location);
        }

        if (response.StatusCode != HttpStatusCode.OK)
        {
            return new(PolicyFetchOutcome.OtherStatus, status, Certificate: check.Facts);
        }

        // RFC 8461 §3.2: senders should accept the media type text/plain only, against hosts where strangers may store files. As it stands
        // in the header: the library takes a value with a final semicolon for none.
        var type = response.Content.Headers.NonValidated.TryGetValues("Content-Type", out var values) ? string.Join(", ", values) : "";
        if (!MediaType.Is(type, document.MediaType))
        {
            return new(PolicyFetchOutcome.WrongType, MediaType.Of(type), Certificate: check.Facts);
        }

        return await ReadAsync(response, cancellationToken) is { } text
            ? new(PolicyFetchOutcome.Served, "", text, check.Facts)
            : new(PolicyFetchOutcome.TooLarge, Certificate: check.Facts);
    }

    private static async Task<string?> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        var octets = new byte[LargestPolicy + 1];
        var length = await body.ReadAtLeastAsync(octets, octets.Length, throwOnEndOfStream: false, cancellationToken);
        return length > LargestPolicy ? null : Encoding.UTF8.GetString(octets, 0, length);
    }

    private static PolicyFetchOutcome OutcomeFor(Obstacle obstacle) => obstacle switch
    {
        Obstacle.LookupFailed => PolicyFetchOutcome.LookupFailed,
        Obstacle.NoAddress => PolicyFetchOutcome.NoAddress,
        Obstacle.NotPublic => PolicyFetchOutcome.AddressNotPublic,
    };

    private static PolicyFetch WhyNot(Exception fault, CertificateCheck check)
    {
        if (check.HasRefused)
        {
            return new(PolicyFetchOutcome.BadCertificate, Certificate: check.Facts);
        }

        var cause = fault.InnerException ?? fault;
        return cause switch
        {
            AuthenticationException => new(PolicyFetchOutcome.TlsFailed, ConnectionFault.WordsOf(cause)),
            SocketException local when LocalNetwork.IsReasonFor(local) => new(PolicyFetchOutcome.NoRoute, cause.Message),
            SocketException when check.Facts is null => new(PolicyFetchOutcome.Unreachable, cause.Message),
            // The handshake broke off before a certificate was shown.
            IOException when check.Facts is null => new(PolicyFetchOutcome.TlsFailed, ConnectionFault.WordsOf(cause)),
            _ => new(PolicyFetchOutcome.Dropped, ConnectionFault.WordsOf(cause), Certificate: check.Facts),
        };
    }
}
