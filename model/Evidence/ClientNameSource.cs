namespace MtaStsAudit.Model.Evidence;

/// <summary>Where a name that a client goes by comes from.</summary>
public enum ClientNameSource
{
    /// <summary>The PTR record of its address. It belongs to the client when its own addresses lead back.</summary>
    HostName,

    /// <summary>What it said in EHLO or HELO (RFC 5321 §4.1.1.1). It belongs to the client when its addresses are, or contain, the client's.</summary>
    Ehlo,

    /// <summary>The domain of the envelope sender. It belongs to the client when SPF passes (RFC 7208 §2.6.3).</summary>
    MailFrom,
}
