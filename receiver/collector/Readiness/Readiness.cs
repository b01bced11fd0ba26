using MtaStsAudit.Collector.Http;
using MtaStsAudit.Collector.SelfChecks;
using MtaStsAudit.Model.Receivers;
using MtaStsAudit.Model.Scenarios;
using MtaStsAudit.Model.SelfChecks;
using MtaStsAudit.Model.Settings;

namespace MtaStsAudit.Collector.Readiness;

/// <summary>Says whether all that an audit needs is there: <c>GET /ready</c>, for the machine itself.</summary>
internal static class Readiness
{
    public static void AddReadiness(this IServiceCollection services)
    {
        services.AddSingleton<StoreTrial>();
        services.AddSingleton<CertificateDates>();
    }

    public static void MapReadiness(this IEndpointRouteBuilder routes) =>
        routes.MapGetAndHead("/ready", AnswerAsync).WithMetadata(new ForTheMachine());

    private static async Task<IResult> AnswerAsync(
        StoreTrial trial, CertificateDates dates, CollectorSettings settings, SelfCheck selfCheck, ReceiverClocks clocks, CancellationToken cancellationToken)
    {
        var store = await trial.RunAsync(cancellationToken);
        var certificates = dates.Read();
        List<ReceiverState> receivers = [.. settings.Suite.Receivers.Select(receiver => StateOf(receiver, selfCheck.Newest) with { ClockAhead = AheadBy(receiver, clocks) })];
        var checks = new SelfCheckState(!selfCheck.IsOverdue, selfCheck.CheckedAt);
        var report = new ReadyReport(
            store.Ok && certificates.All(one => one.Ok) && receivers.TrueForAll(one => one.Ok) && checks.Ok, store, certificates, receivers, checks);
        return Results.Json(report, ReadyJson.Default.ReadyReport, statusCode: report.Ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }

    private static double? AheadBy(Receiver receiver, ReceiverClocks clocks) =>
        clocks.AheadBy(receiver.Name) is var ahead && ahead != TimeSpan.Zero ? Math.Round(ahead.TotalSeconds, 1) : null;

    // What was not checked yet, or cannot be from here, is not held against it.
    internal static ReceiverState StateOf(Receiver receiver, IReadOnlyList<SiteFinding>? newest)
    {
        var name = receiver.Name.ToString();
        if (newest is null)
        {
            return new(true, name, "not checked yet");
        }

        var found = newest.Where(finding => finding.Receiver == receiver.Name).ToLookup(finding => finding.State);
        return found[SiteState.NotAsDesigned].Any()
            ? new(false, name, Words(found[SiteState.NotAsDesigned]))
            : new(true, name, found[SiteState.NotChecked].Any() ? Words(found[SiteState.NotChecked]) : "as designed");
    }

    private static string Words(IEnumerable<SiteFinding> findings) => string.Join(' ', findings.Select(finding => $"{finding.Subject}: {finding.What}"));
}
