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
internal sealed class PolicyFetcher(DomainLookup lookup, InboundOptions options)
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
    public async Task<PolicyFetch> FetchAsync(
        DomainName host, IReadOnlyList<IPAddress> addresses, HttpsDocument document, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(options.FetchLimit);
        var check = new CertificateCheck(host.Value, options.TrustedRoots, acceptsFaults: false);
        try
        {
            return await AskAsync(host, addresses, document, check, limit.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new(PolicyFetchOutcome.TooSlow, $"{options.FetchLimit.TotalSeconds:0.#} seconds");
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException)
        {
            return WhyNot(fault, check);
        }
    }

    private async Task<PolicyFetch> AskAsync(
        DomainName host, IReadOnlyList<IPAddress> addresses, HttpsDocument document, CertificateCheck check, CancellationToken cancellationToken)
    {
        // RFC 8461 §3.3: no redirects, no caches. A proxy would resolve the name anew.
        using var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            SslOptions = check.Options,
            ConnectCallback = async (_, token) => await Connection.OpenAsync(addresses, options.HttpsPort, options, token),
        };
        using var client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        using var request = new HttpRequestMessage(HttpMethod.Get, new UriBuilder(Uri.UriSchemeHttps, host.Value, options.HttpsPort, document.Path).Uri);
        request.Headers.UserAgent.ParseAdd("mta-sts-audit");
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        var status = $"{(int)response.StatusCode} {response.ReasonPhrase}".TrimEnd();
        if (response.StatusCode is >= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest)
        {
            return new(PolicyFetchOutcome.Redirect, $"{status} to {response.Headers.Location?.OriginalString ?? "nowhere"}");
        }

        if (response.StatusCode != HttpStatusCode.OK)
        {
            return new(PolicyFetchOutcome.OtherStatus, status);
        }

        // RFC 8461 §3.2: senders should accept the media type text/plain only, against hosts where strangers may store files. As it stands
        // in the header: the library takes a value with a final semicolon for none.
        var type = response.Content.Headers.NonValidated.TryGetValues("Content-Type", out var values) ? string.Join(", ", values) : "";
        if (!MediaType.Is(type, document.MediaType))
        {
            return new(PolicyFetchOutcome.WrongType, MediaType.Of(type));
        }

        return await ReadAsync(response, cancellationToken) is { } text
            ? new(PolicyFetchOutcome.Served, "", text, check.Facts)
            : new(PolicyFetchOutcome.TooLarge);
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
        if (check.Facts is { Faults: not CertificateFaults.None } bad)
        {
            return new(PolicyFetchOutcome.BadCertificate, Certificate: bad);
        }

        var cause = fault.InnerException ?? fault;
        return cause switch
        {
            AuthenticationException => new(PolicyFetchOutcome.TlsFailed, ConnectionFault.WordsOf(cause)),
            SocketException local when LocalNetwork.IsReasonFor(local) => new(PolicyFetchOutcome.NoRoute, cause.Message),
            SocketException when check.Facts is null => new(PolicyFetchOutcome.Unreachable, cause.Message),
            // The handshake broke off before a certificate was shown.
            IOException when check.Facts is null => new(PolicyFetchOutcome.TlsFailed, ConnectionFault.WordsOf(cause)),
            _ => new(PolicyFetchOutcome.Dropped, ConnectionFault.WordsOf(cause)),
        };
    }
}
