namespace MtaStsAudit.Model.Settings;

/// <summary>The limits a receiver sets to those who mail it.</summary>
public static class Limits
{
    /// <summary>Postfix's <c>message_size_limit</c>: header and body together.</summary>
    public const int MessageOctets = 1024 * 1024;

    /// <summary>
    /// How much of a message's text is kept for the administrator: its whole header, large as providers make it, and what follows it. The
    /// rest is counted only.
    /// </summary>
    public const int KeptOctets = 32 * 1024;

    /// <summary>How long a client may take for a command. A client of Postfix waits five minutes for a greeting, and so outlasts those who idle.</summary>
    public const int CommandSeconds = 60;

    /// <summary>The same while every process is taken.</summary>
    public const int CommandSecondsUnderStress = 10;

    /// <summary>RFC 5321 §4.5.3.1.8: at least 100. An audit has one.</summary>
    public const int Recipients = 100;
}
