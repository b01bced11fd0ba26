using System.Net;
using Microsoft.AspNetCore.Connections.Features;
using MtaStsAudit.Collector.Store;
using MtaStsAudit.Testbed.Deployment;
using MtaStsAudit.Testbed.Evidence;
using MtaStsAudit.Testbed.Names;
using MtaStsAudit.Testbed.Receivers;
using MtaStsAudit.Testbed.Sts;

namespace MtaStsAudit.Collector.PolicyHost;

/// <summary>Serves each receiver's policy at its policy host and records who fetched it.</summary>
internal static class PolicyEndpoint
{
    // RFC 8461 §3.3.
    private const string WellKnownPath = "/.well-known/mta-sts.txt";
    private const int LongestUserAgent = 256;

    public static void MapPolicyHost(this IEndpointRouteBuilder routes) =>
        routes.MapMethods(WellKnownPath, [HttpMethods.Get, HttpMethods.Head], ServeAsync);

    private static async Task<IResult> ServeAsync(
        HttpContext context, CollectorSettings settings, IEvidenceStore store, CancellationToken cancellationToken)
    {
        var handshake = context.Features.Get<ITlsHandshakeFeature>();
        if (handshake is null || ReceiverAt(settings.Names, context.Request.Host.Host) is not { } receiver)
        {
            return Results.NotFound();
        }

        var policy = ReceiverPolicy.Of(settings.Names, receiver);
        var fetch = new PolicyFetched(
            receiver.Letter,
            context.Connection.RemoteIpAddress?.MapToPlain() ?? IPAddress.None,
            UserAgentOf(context.Request),
            handshake.HostName ?? "",
            handshake.Protocol.ToString(),
            policy is null ? StatusCodes.Status404NotFound : StatusCodes.Status200OK,
            policy is null ? null : PolicyId.Of(policy).Value);
        await store.AppendAsync([fetch], default, cancellationToken);
        return policy is null ? Results.NotFound() : Results.Text(policy.Print(), "text/plain");
    }

    private static Receiver? ReceiverAt(SiteNames names, string host) =>
        DomainName.TryParse(host, out var name) && names.ReceiverOfPolicyHost(name) is { } letter ? Catalogue.Find(letter) : null;

    private static string? UserAgentOf(HttpRequest request)
    {
        var text = request.Headers.UserAgent.ToString();
        return text.Length == 0 ? null : text[..Math.Min(text.Length, LongestUserAgent)];
    }
}
