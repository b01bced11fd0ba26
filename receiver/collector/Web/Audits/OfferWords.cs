using MtaStsAudit.Model.Verdicts;

namespace MtaStsAudit.Collector.Web.Audits;

/// <summary>What a ClientHello offers, in a few words each.</summary>
internal static class OfferWords
{
    public static IEnumerable<(string Name, string Value)> Of(OfferedTls offer) =>
    [
        ("Versions", string.Join(", ", offer.Versions)),
        ("Server name (SNI)", offer.SendsServerName ? "sent" : "not sent"),
        ("Groups", offer.Groups.Count == 0 ? "none" : $"{WebWording.Counted(offer.Groups.Count, "group", "groups")}: {string.Join(", ", offer.Groups)}"),
        ("Post-quantum", offer.PostQuantumGroups.Count == 0 ? "none" : string.Join(", ", offer.PostQuantumGroups)),
        ("Cipher suites", $"{offer.CipherSuites}"),
        ("ALPN", offer.Alpn.Count == 0 ? "none" : string.Join(", ", offer.Alpn)),
    ];
}
