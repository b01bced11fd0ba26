using System.Numerics;
using MtaStsAudit.Model.TlsReporting;

namespace MtaStsAudit.Collector.Web.TlsReports;

/// <summary>What all reports about one day count at this testbed's receivers, without those that are set aside.</summary>
public sealed record ReportedDay(DateOnly Day, BigInteger Successful, BigInteger Failed)
{
    /// <summary>One entry a day without gaps, oldest first.</summary>
    internal static IReadOnlyList<ReportedDay> Of(IEnumerable<ReadReport> reports, DateOnly last, int days)
    {
        var counted = reports
            .Where(report => report is { Report: not null, Standing: not ReportStanding.SetAside })
            .DistinctBy(report => report.Identity)
            .SelectMany(report => report.Parts.Where(part => part.Receiver is not null).Select(part => (report.Day, part.Policy)))
            .ToLookup(part => part.Day, part => part.Policy);
        return
        [
            .. Enumerable.Range(1 - days, days).Select(offset => last.AddDays(offset)).Select(day => new ReportedDay(
                day,
                counted[day].Aggregate(BigInteger.Zero, (sum, policy) => sum + policy.Successful),
                counted[day].Aggregate(BigInteger.Zero, (sum, policy) => sum + policy.Failed))),
        ];
    }
}
