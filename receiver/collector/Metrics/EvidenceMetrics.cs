using System.Diagnostics.Metrics;
using MtaStsAudit.Collector.Readiness;
using MtaStsAudit.Collector.Store;
using MtaStsAudit.Collector.Web.Live;
using MtaStsAudit.Model.Evidence;

namespace MtaStsAudit.Collector.Metrics;

/// <summary>Counts evidence as it is committed, and tells of what is measured when somebody asks.</summary>
internal sealed class EvidenceMetrics(
    EvidenceWriter writer, EvidenceDatabase database, AuditFeed feed, CertificateDates certificates, CollectorMeter meter) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        writer.Committed += Count;
        meter.Meter.CreateObservableGauge("appends_waiting", () => writer.Waiting, description: "Appends that wait for a commit.");
        meter.Meter.CreateObservableGauge("live_pages", () => feed.Watchers, description: "Pages of audits that are kept up to date.");
        meter.Meter.CreateObservableGauge("store_size", () => database.Octets ?? 0, "By", "The store's files; 0 where they are on another machine.");
        meter.Meter.CreateObservableGauge("certificate_days_left", () => certificates.Read()
            .Select(one => new Measurement<double>(one.DaysLeft, new KeyValuePair<string, object?>("name", one.Name))), description: "Until a certificate runs out.");
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        writer.Committed -= Count;
        return Task.CompletedTask;
    }

    private void Count(IReadOnlyList<EvidenceRecord> committed)
    {
        foreach (var record in committed)
        {
            switch (record.What)
            {
                case MessageAccepted message:
                    meter.Messages.Add(1, Receiver(message.Receiver.ToString()));
                    break;
                case SessionEnded session:
                    meter.Sessions.Add(1, Receiver(session.Receiver.ToString()), new("ending", session.Ending.ToString()));
                    break;
                case PolicyFetched fetch:
                    meter.PolicyFetches.Add(1, Receiver(fetch.Receiver.ToString()), new("status", fetch.Status));
                    break;
                case PolicyFetchFailed:
                    meter.PolicyFetchesFailed.Add(1);
                    break;
                case TlsReportReceived:
                    meter.TlsReports.Add(1);
                    break;
                case TestbedChecked selfCheck:
                    meter.SelfChecks.Add(1, new KeyValuePair<string, object?>("as_designed", selfCheck.Faults.Count == 0));
                    break;
            }
        }
    }

    private static KeyValuePair<string, object?> Receiver(string name) => new("receiver", name);
}
