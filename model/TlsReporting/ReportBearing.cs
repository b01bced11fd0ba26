using MtaStsAudit.Model.Names;

namespace MtaStsAudit.Model.TlsReporting;

/// <summary>How what a report counts stands to what an audit saw. None of these changes a verdict.</summary>
public enum ReportBearing
{
    /// <summary>The sender reports what was seen: it names the fault for which it was seen to refuse.</summary>
    Agrees,

    /// <summary>The sender reports a failure where mail was delivered: it noticed, and sent even so.</summary>
    AtOdds,

    /// <summary>The sender reports what the audit has not seen.</summary>
    Adds,
}

/// <summary>One statement of a sender's report about a receiver of an audit: supporting evidence.</summary>
/// <param name="Evidence">The id of the record that holds the report.</param>
/// <param name="Sessions">How many sessions the report counts so.</param>
/// <param name="Words">A sentence for the auditor.</param>
public sealed record ReportNote(
    long Evidence, ReceiverName Receiver, ReportBearing Bearing, string ResultType, long Sessions, string Words);
