using System.Net;
using System.Security.Authentication;
using MtaStsAudit.Collector.Http;
using MtaStsAudit.Collector.SelfChecks;
using MtaStsAudit.Collector.Store;
using MtaStsAudit.Testbed.Deployment;
using MtaStsAudit.Testbed.Evidence;
using MtaStsAudit.Testbed.Names;
using MtaStsAudit.Testbed.Receivers;
using MtaStsAudit.Testbed.Sts;

namespace MtaStsAudit.Collector.PolicyHost;

/// <summary>Serves each receiver's policy at its policy host and records who fetched it.</summary>
internal static partial class PolicyEndpoint
{
    // RFC 8461 §3.2: the well-known path, and GET.
    private const string WellKnownPath = "/.well-known/mta-sts.txt";

    /// <summary>How long a fetch waits for its record.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(2);

    public static void MapPolicyHost(this IEndpointRouteBuilder routes) =>
        routes.MapMethods(WellKnownPath, [HttpMethods.Get, HttpMethods.Head], ServeAsync);

    private static async Task<IResult> ServeAsync(
        HttpContext context, CollectorSettings settings, OwnConnections own, IEvidenceStore store, ILogger<PolicyFetched> logger, CancellationToken cancellationToken)
    {
        var handshake = context.Features.Get<TlsConnection>();
        if (handshake is null || ReceiverAt(settings.Names, context.Request.Host.Host) is not { } receiver)
        {
            return Results.NotFound();
        }

        var policy = ReceiverPolicy.Of(settings.Names, receiver);
        var fetch = new PolicyFetched(
            receiver.Letter,
            context.ClientAddress(),
            context.Request.UserAgent(),
            handshake.ServerName,
            NameOf(handshake.Protocol),
            policy is null ? StatusCodes.Status404NotFound : StatusCodes.Status200OK,
            policy is null ? null : PolicyId.Of(policy).Value);
        if (!own.Contains(fetch.Client, context.Connection.RemotePort))
        {
            await RecordAsync(fetch, store, logger, cancellationToken);
        }

        return policy is null ? Results.NotFound() : Results.Text(policy.Print(), "text/plain");
    }

    // The policy is served even when the fetch cannot be recorded: a sender that gets none would rightly send in clear text,
    // and be judged wrongly for it. A fetch only supports a verdict.
    private static async Task RecordAsync(PolicyFetched fetch, IEvidenceStore store, ILogger logger, CancellationToken cancellationToken)
    {
        try
        {
            await store.AppendAsync([fetch], default, CancellationToken.None).WaitAsync(LongestWait, cancellationToken);
        }
        catch (Exception fault) when (fault is EvidenceStoreException or TimeoutException)
        {
            NotRecorded(logger, fetch.Receiver.ToString(), fetch.Client, fault.Message);
        }
    }

    private static Receiver? ReceiverAt(SiteNames names, string host) =>
        DomainName.TryParse(host, out var name) && names.ReceiverOfPolicyHost(name) is { } letter ? Catalogue.Find(letter) : null;

    // The same words as in the Postfix log.
    private static string NameOf(SslProtocols protocol) => protocol switch
    {
        SslProtocols.Tls13 => "TLSv1.3",
        SslProtocols.Tls12 => "TLSv1.2",
        _ => protocol.ToString(),
    };

    [LoggerMessage(LogLevel.Error, "A policy fetch at {Receiver} by {Client} is served, but may not be recorded: {Reason}")]
    private static partial void NotRecorded(ILogger logger, string receiver, IPAddress client, string reason);
}
