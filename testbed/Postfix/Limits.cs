namespace MtaStsAudit.Testbed.Postfix;

/// <summary>The limits a receiver sets to those who mail it.</summary>
public static class Limits
{
    /// <summary>Postfix's <c>message_size_limit</c>: header and body together.</summary>
    public const int MessageOctets = 1024 * 1024;

    /// <summary>How much of a message's text is kept for the administrator; the rest is counted only.</summary>
    public const int KeptOctets = 256 * 1024;

    /// <summary>How long a client may be silent.</summary>
    public const int IdleSeconds = 120;

    /// <summary>How many sessions one client may have at a time.</summary>
    public const int SessionsOfOneClient = 50;

    /// <summary>How many sessions a receiver serves at a time.</summary>
    public const int Processes = 250;
}
