using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MtaStsAudit.Model.Verdicts;

namespace MtaStsAudit.Collector.Web.Live;

/// <summary>The part of an audit's page that changes by itself, as of some moment.</summary>
/// <param name="Version">Tells whether a page shows this state already: the digest of the HTML without the time of the judgement.</param>
/// <param name="NextChange">When it will change without new evidence: a settling time or the retry window is over. Null: it will not.</param>
internal sealed record LiveState(AuditReport Report, string Html, string Version, DateTimeOffset? NextChange)
{
    /// <summary>When a report was judged, as HTML: the one thing that is another at each computation, and makes no new state.</summary>
    internal static string JudgedHtml(DateTimeOffset at)
    {
        var iso = at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        return $"<time class=\"judged\" datetime=\"{iso}\">{iso}</time>";
    }

    internal static string VersionOf(string html, AuditReport report)
    {
        var stable = report.JudgedAt is { } at ? html.Replace(JudgedHtml(at), "", StringComparison.Ordinal) : html;
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(stable)))[..16];
    }
}
