namespace MtaStsAudit.Model.Scenarios;

/// <summary>
/// What goes wrong on the way between a sender and a faultless mail host, as an attacker in the middle would have it. Mail in clear text
/// passes through with all of them.
/// </summary>
public enum ChannelFault
{
    /// <summary>STARTTLS is offered and answered 454, TLS not available (RFC 3207 §4).</summary>
    StartTlsAnswered454,

    /// <summary>STARTTLS is offered and answered 502, not implemented.</summary>
    StartTlsAnswered502,

    /// <summary>STARTTLS is answered 220, and the connection is closed at once.</summary>
    ClosedAfter220,

    /// <summary>STARTTLS is answered 220, and the ClientHello with octets that are no TLS.</summary>
    GarbageAfter220,

    /// <summary>EHLO is answered 502: with HELO no extension is offered, STARTTLS neither.</summary>
    EhloAnswered502,

    /// <summary>Replies in clear text follow the 220 in its segment: a faulty client takes them for answers that came over TLS.</summary>
    ResponsesInjected,

    /// <summary>The line that offers STARTTLS is taken out of the answer to EHLO (RFC 3207 §6).</summary>
    StartTlsHidden,

    /// <summary>The same, for a time from a client's first session on; then the channel is as it should be.</summary>
    StartTlsHiddenAtFirst,
}
