using MtaStsAudit.Collector.SelfChecks;
using MtaStsAudit.Testbed.Receivers;
using MtaStsAudit.Testbed.SelfChecks;

namespace MtaStsAudit.Collector.Readiness;

/// <summary>Says whether all that an audit needs is there: <c>GET /ready</c>, for the machine itself.</summary>
internal static class Readiness
{
    public static void AddReadiness(this IServiceCollection services)
    {
        services.AddSingleton<StoreTrial>();
        services.AddSingleton<CertificateDates>();
    }

    public static void MapReadiness(this IEndpointRouteBuilder routes) => routes.MapGet("/ready", AnswerAsync);

    private static async Task<IResult> AnswerAsync(StoreTrial trial, CertificateDates dates, SelfCheck selfCheck, CancellationToken cancellationToken)
    {
        var store = await trial.RunAsync(cancellationToken);
        var certificates = dates.Read();
        List<ReceiverState> receivers = [.. Catalogue.Study.Select(receiver => StateOf(receiver, selfCheck.Newest))];
        var report = new ReadyReport(
            store.Ok && certificates.All(one => one.Ok) && receivers.TrueForAll(one => one.Ok), store, certificates, receivers, selfCheck.LookedAt);
        return Results.Json(report, ReadyJson.Default.ReadyReport, statusCode: report.Ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }

    // What nobody has looked at yet is not held against it.
    private static ReceiverState StateOf(Receiver receiver, IReadOnlyList<SiteFinding>? newest)
    {
        var letter = receiver.Letter.ToString();
        if (newest is null)
        {
            return new(true, letter, "not looked at yet");
        }

        var faults = newest.Where(finding => finding.Receiver == receiver.Letter && finding.State == SiteState.NotAsDesigned).ToList();
        return faults.Count == 0
            ? new(true, letter, "as designed")
            : new(false, letter, string.Join(' ', faults.Select(finding => $"{finding.Subject}: {finding.What}")));
    }
}
