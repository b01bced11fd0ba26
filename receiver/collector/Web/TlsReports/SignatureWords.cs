using System.Diagnostics;
using MtaStsAudit.Collector.Web.Layout;
using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.TlsReporting;

namespace MtaStsAudit.Collector.Web.TlsReports;

/// <summary>A report's signature in words.</summary>
internal static class SignatureWords
{
    public const string NotYet = "The signature of the mail that brought it is not checked yet.";

    /// <summary>A word or two; null for a report that was posted, which needs no signature.</summary>
    public static string? Short(ReadReport report) => (report.ByMail, report.Signature?.Result) switch
    {
        (false, _) => null,
        (true, null) => "signature not checked yet",
        (true, SignatureResult.Valid) => $"signed by {report.Signature?.Domain}",
        (true, SignatureResult.Invalid) => "set aside: signature not valid",
        (true, SignatureResult.Unsigned) => "set aside: not signed",
        (true, SignatureResult.NotChecked) => "signature could not be checked",
        _ => throw new UnreachableException(),
    };

    public static Tone ToneOf(ReportStanding standing) => standing switch
    {
        ReportStanding.Counts => Tone.Good,
        ReportStanding.Unchecked => Tone.Waiting,
        ReportStanding.SetAside => Tone.Warning,
        _ => throw new UnreachableException(),
    };
}
