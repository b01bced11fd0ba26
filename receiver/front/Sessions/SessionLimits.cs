namespace MtaStsAudit.Front.Sessions;

/// <summary>How long a session may keep a front waiting.</summary>
internal static class SessionLimits
{
    /// <summary>Without an octet from either side. As long as Postfix waits for a command, and RFC 5321 §4.5.3.2.7 asks of a server.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromMinutes(5);

    /// <summary>From the 220 that answers STARTTLS to the end of the ClientHello.</summary>
    public static readonly TimeSpan ClientHello = TimeSpan.FromSeconds(30);

    public static readonly TimeSpan Connect = TimeSpan.FromSeconds(10);

    /// <summary>From the client's end of the connection to that of Postfix, and the other way round.</summary>
    public static readonly TimeSpan HalfClosed = TimeSpan.FromSeconds(10);
}
