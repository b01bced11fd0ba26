namespace MtaStsAudit.Model.Receivers;

/// <summary>The versions of TLS that a receiver speaks.</summary>
public enum TlsVersions
{
    /// <summary>TLS 1.2 and TLS 1.3 (RFC 8461 §7.2).</summary>
    Usual,

    Only12,
    Only13,

    /// <summary>TLS 1.0 and TLS 1.1, which RFC 8996 forbids.</summary>
    OnlyOld,
}
