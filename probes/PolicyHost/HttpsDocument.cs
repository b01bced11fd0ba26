using MtaStsAudit.Model.Sts;

namespace MtaStsAudit.Probes.PolicyHost;

/// <summary>What is asked for over HTTPS.</summary>
/// <param name="MediaType">What its type has to be.</param>
internal sealed record HttpsDocument(string Path, string MediaType)
{
    /// <summary>RFC 8461 §3.2, §3.3.</summary>
    public static readonly HttpsDocument Policy = new(PublishedPolicy.WellKnownPath, "text/plain");
}
