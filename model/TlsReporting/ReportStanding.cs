using System.Diagnostics;
using MtaStsAudit.Model.Evidence;

namespace MtaStsAudit.Model.TlsReporting;

/// <summary>Whether a report counts.</summary>
public enum ReportStanding
{
    Counts,

    /// <summary>It came by mail, and its signature is not checked, or could not be.</summary>
    Unchecked,

    /// <summary>It came by mail without a valid signature.</summary>
    SetAside,
}

/// <summary>RFC 8460 §3: a report by mail without a valid DKIM signature of the reporting domain is ignored.</summary>
public static class ReportStandings
{
    /// <param name="signature">What is known of the mail's signature; null: nothing yet.</param>
    public static ReportStanding Of(TlsReportReceived received, ReportSignature? signature) => (received.Envelope?.ByMail, signature?.Result) switch
    {
        // RFC 8460 §3 asks for no signature of a report that is posted.
        (null or false, _) => ReportStanding.Counts,
        (true, SignatureResult.Valid) => ReportStanding.Counts,
        (true, SignatureResult.Invalid or SignatureResult.Unsigned) => ReportStanding.SetAside,
        (true, SignatureResult.NotChecked or null) => ReportStanding.Unchecked,
        (true, _) => throw new UnreachableException(),
    };

    /// <summary>What is known of each report's signature, by the report's id.</summary>
    /// <param name="records">Others among them are left out.</param>
    public static IReadOnlyDictionary<long, ReportSignature> SignaturesIn(IEnumerable<EvidenceRecord> records)
    {
        var last = new Dictionary<long, ReportSignature>();
        foreach (var check in records.OrderBy(record => record.Id).Select(record => record.What).OfType<ReportSignatureChecked>())
        {
            last[check.Report] = check.Signature;
        }

        return last;
    }
}
