using System.Diagnostics;
using System.Net;
using System.Security.Authentication;
using MtaStsAudit.Collector.Http;
using MtaStsAudit.Collector.SelfChecks;
using MtaStsAudit.Collector.Store;
using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Scenarios;
using MtaStsAudit.Model.Settings;
using MtaStsAudit.Model.Sts;

namespace MtaStsAudit.Collector.PolicyHost;

/// <summary>Serves each scenario's policy, in its own way, at its policy host and records who fetched it.</summary>
internal static partial class PolicyEndpoint
{
    /// <summary>How long a fetch waits for its record.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(2);

    // Longer than the minute that RFC 8461 §3.3 suggests as the limit of a fetch.
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(75);

    public static void MapPolicyHost(this IEndpointRouteBuilder routes)
    {
        routes.MapGetAndHead(PublishedPolicy.WellKnownPath, ServeAsync);
        routes.MapGetAndHead($"{PublishedPolicy.RedirectPath}/{{name}}", ServeRedirectedAsync);
    }

    private static async Task<IResult> ServeAsync(
        HttpContext context, CollectorSettings settings, FirstContacts contacts, OwnConnections own, IEvidenceStore store, TimeProvider time, ILogger<PolicyFetched> logger,
        CancellationToken cancellationToken)
    {
        var handshake = context.Features.Get<TlsConnection>();
        if (handshake is null || ScenarioAt(settings.Names, AsciiName.Of(context.Request.Host.Host)) is not { } scenario)
        {
            return Results.NotFound();
        }

        var now = time.GetUtcNow();
        DateTimeOffset? changesAt = scenario.Sts is { Change: not PolicyChange.None } ? contacts.ChangesAt(scenario.Name, context.ClientAddress(), now) : null;
        var hasChanged = changesAt <= now;
        var answer = hasChanged ? PublishedPolicy.ChangedAnswerOf(settings.Names, scenario)
            : PublishedPolicy.AnswerOf(settings.Names, scenario) ?? new PolicyAnswer.Served(StatusCodes.Status404NotFound, "text/plain", "");
        var id = hasChanged ? PublishedPolicy.ChangedTextOf(settings.Names, scenario) is { } text ? PolicyId.Of(text) : null
            : PublishedPolicy.IsTaken(scenario) ? PublishedPolicy.IdOf(settings.Names, scenario) : null;
        await RecordAsync(FetchOf(context, handshake, scenario, StatusOf(answer), id) with { ChangesAt = changesAt, HasChanged = hasChanged },
            context, own, store, logger, cancellationToken);
        switch (answer)
        {
            case PolicyAnswer.Served { Status: StatusCodes.Status200OK } served:
                return Results.Text(served.Body, served.ContentType);
            case PolicyAnswer.Served failed:
                return Results.StatusCode(failed.Status);
            case PolicyAnswer.Redirected redirected:
                return Results.Redirect(redirected.To.AbsoluteUri, permanent: true);
            case PolicyAnswer.Silence:
                // Not an event to wait for: the time that passes is what this host is for.
                await Task.Delay(Silence, time, cancellationToken);
                context.Abort();
                return Results.Empty;
            case PolicyAnswer.Closed:
                context.Abort();
                return Results.Empty;
            default:
                throw new UnreachableException();
        }
    }

    /// <summary>Where a redirect leads: who comes here has followed it.</summary>
    private static async Task<IResult> ServeRedirectedAsync(
        string name, HttpContext context, CollectorSettings settings, OwnConnections own, IEvidenceStore store, ILogger<PolicyFetched> logger, CancellationToken cancellationToken)
    {
        if (context.Features.Get<TlsConnection>() is not { } handshake
            || !ReceiverName.TryParse(name, out var known)
            || settings.Suite.Scenarios.FirstOrDefault(one => one.Name == known) is not { Sts.Host: PolicyHostKind.Redirect } scenario)
        {
            return Results.NotFound();
        }

        await RecordAsync(FetchOf(context, handshake, scenario, StatusCodes.Status200OK, PublishedPolicy.IdOf(settings.Names, scenario)), context, own, store, logger, cancellationToken);
        return Results.Text(PublishedPolicy.TextOf(settings.Names, scenario)!, "text/plain");
    }

    private static PolicyFetched FetchOf(HttpContext context, TlsConnection handshake, Scenario scenario, int status, PolicyId? policy) =>
        new(scenario.Name, context.ClientAddress(), context.Request.UserAgent(), handshake.ServerName, NameOf(handshake.Protocol), status, policy?.Value);

    private static int StatusOf(PolicyAnswer answer) => answer switch
    {
        PolicyAnswer.Served served => served.Status,
        PolicyAnswer.Redirected => StatusCodes.Status301MovedPermanently,
        PolicyAnswer.Silence or PolicyAnswer.Closed => PolicyFetched.NoStatus,
        _ => throw new UnreachableException(),
    };

    // The policy is served even when the fetch cannot be recorded: a sender that gets none would rightly send in clear text,
    // and be judged wrongly for it. A fetch only supports a verdict.
    private static async Task RecordAsync(
        PolicyFetched fetch, HttpContext context, OwnConnections own, IEvidenceStore store, ILogger logger, CancellationToken cancellationToken)
    {
        if (own.Contains(fetch.Client, context.Connection.RemotePort))
        {
            return;
        }

        try
        {
            await store.AppendAsync([fetch], default, CancellationToken.None).WaitAsync(LongestWait, cancellationToken);
        }
        catch (Exception fault) when (fault is EvidenceStoreException or TimeoutException)
        {
            NotRecorded(logger, fetch.Receiver.ToString(), fetch.Client, fault.Message);
        }
    }

    private static Scenario? ScenarioAt(SiteNames names, string? host) =>
        DomainName.TryParse(host, out var name) && names.ReceiverOfPolicyHost(name) is { } scenario ? Catalogue.FindScenario(scenario) : null;

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
