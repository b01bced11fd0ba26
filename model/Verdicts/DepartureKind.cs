namespace MtaStsAudit.Model.Verdicts;

/// <summary>What a session that brought no mail tells of why the client left.</summary>
public enum DepartureKind
{
    /// <summary>It tells of no decision: a transaction was tried, a command no relay gives, an outage, or the receiver said no.</summary>
    None,

    /// <summary>The client met what the receiver offers and closed the connection without a word. The network does that too: one alone decides nothing.</summary>
    HungUp,

    /// <summary>The client met what the receiver offers and said that it leaves: QUIT, an alert about the certificate, or STARTTLS where none was offered.</summary>
    Decided,
}
