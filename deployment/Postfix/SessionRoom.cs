using MtaStsAudit.Model.Settings;

namespace MtaStsAudit.Deployment.Postfix;

/// <summary>
/// How many sessions a receiver serves at a time. Each is a process, so the number follows from the memory there is: else whoever
/// opens many connections and waits has the kernel end processes of the receiver, or of its neighbours.
/// </summary>
/// <param name="Sessions">Processes of smtpd, at most.</param>
public sealed record SessionRoom(int Sessions)
{
    // Measured with 250 sessions: a smtpd takes 1.9 MiB with what the kernel holds for it, and a cleanup beside it about as much.
    private const int MiBPerSession = 4;

    // Postfix's other daemons and rsyslog, with its queue on disk in a tmpfs.
    private const int MiBBesides = 96;

    private const int Fewest = 20;
    private const int Most = 250;

    /// <summary>For the system and the collector.</summary>
    private const int MiBForOthers = 384;

    /// <summary>For a Postfix that is many receivers, few of which are met at a time.</summary>
    public static SessionRoom OfShared { get; } = new(100);

    /// <summary>As many as Postfix is usually run with, for a machine with memory to spare.</summary>
    public static SessionRoom Ample { get; } = new(Most);

    /// <summary>No more than another has.</summary>
    public SessionRoom AtMost(SessionRoom other) => Sessions <= other.Sessions ? this : other;

    /// <summary>How many of them one client may have. Fewer than a fifth of all never are of use: large senders open several at a time.</summary>
    public int OfOneClient => Math.Max(5, Sessions / 5);

    /// <summary>The spool, which holds what is being received: half of the sessions may be within the data of a message of the largest size.</summary>
    public int SpoolMiB => Math.Max(16, Sessions * Limits.MessageOctets / (2 * 1024 * 1024));

    public int MemoryMiB => MiBBesides + (Sessions * MiBPerSession) + SpoolMiB;

    /// <summary>Processes and threads: each session's smtpd and cleanup, and those that serve them all.</summary>
    public int Processes => (2 * Sessions) + 140;

    /// <summary>
    /// What fits a host that several Postfixes share, all of them with every session taken. Twice as much is counted for a session as
    /// was measured: the other half is for what else a receiver takes, and its spool.
    /// </summary>
    public static SessionRoom On(int memoryMiB, int postfixes) =>
        new(Math.Clamp((memoryMiB - MiBForOthers) / (postfixes * MiBPerSession), Fewest, Most));
}
