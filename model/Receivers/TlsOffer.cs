namespace MtaStsAudit.Model.Receivers;

/// <summary>What a receiver does about STARTTLS (RFC 3207); the names are Postfix's <c>smtpd_tls_security_level</c>.</summary>
public enum TlsOffer
{
    /// <summary>STARTTLS is not offered.</summary>
    None,

    /// <summary>STARTTLS is offered, clear text is accepted.</summary>
    May,

    /// <summary>STARTTLS is offered and mail is refused without it.</summary>
    Encrypt,
}
