namespace MtaStsAudit.Model.Evidence;

/// <summary>What the DKIM signature (RFC 6376) of a report's mail is worth.</summary>
public enum SignatureResult
{
    /// <summary>Signed by the domain in the mail's From, and whole.</summary>
    Valid,

    /// <summary>Signed, but not by that domain, or not as it came.</summary>
    Invalid,

    /// <summary>Not signed at all.</summary>
    Unsigned,

    /// <summary>The key could not be looked up: neither valid nor invalid.</summary>
    NotChecked,
}

/// <param name="Domain">The domain that signed (<c>d=</c>) when the signature is valid; null otherwise.</param>
/// <param name="Words">Why it is so, as a sentence for whoever reads the report.</param>
public sealed record ReportSignature(SignatureResult Result, string? Domain, string Words);
