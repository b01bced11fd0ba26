using MtaStsAudit.Collector.SelfChecks;
using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Names;

namespace MtaStsAudit.Collector.PostfixLog;

/// <summary>Puts the lines of one smtpd process together into sessions: a process serves one client at a time.</summary>
/// <remarks>
/// Lines may come twice, after a connection to the collector broke, and then even while the end of the broken one is still read:
/// whatever is older than the session that its process serves now is a repetition, and says nothing about that one. A session that has ended is kept under its id until it is
/// committed, so that its last line, when it comes again, leads to the same record.
/// </remarks>
internal sealed class SmtpdSessions(SiteNames names, ReceiverClocks clocks)
{
    private const string Postfix = "postfix/";
    private const string Daemon = "/smtpd";
    private const string Smtpd = "postfix/smtpd";

    /// <summary>Each receiver has a limit of its own; more than this comes from no receiver.</summary>
    private const int MostOpen = 16 * 1024;

    private readonly Lock guard = new();
    private readonly Dictionary<(ReceiverName Receiver, string Process), OpenSession> open = [];
    private readonly Dictionary<string, SessionEnded> uncommitted = [];

    /// <returns>The session that the line ends; null for every other line, and for a session without a word of SMTP.</returns>
    public SessionEnded? Take(SyslogLine line)
    {
        if (ReceiverOf(line) is not { } receiver || SmtpdLine.Parse(line.Message) is not { } seen)
        {
            return null;
        }

        var process = (receiver, line.ProcessId);
        lock (guard)
        {
            switch (seen)
            {
                case SmtpdEvent.Connected connected when (open.Count < MostOpen || open.ContainsKey(process)) && !IsOver(process, line):
                    clocks.Compare(receiver, connected.Client, line.At);
                    open[process] = new OpenSession(connected.Client, line.At);
                    return null;
                case SmtpdEvent.Disconnected disconnected:
                    return End(process, line.At, disconnected);
                default:
                    if (!IsOver(process, line))
                    {
                        open.GetValueOrDefault(process)?.Take(seen);
                    }

                    return null;
            }
        }
    }

    // A Postfix that is one receiver has the name of its host; one that is many says which it is in the program's name.
    private ReceiverName? ReceiverOf(SyslogLine line) =>
        line.Program == Smtpd
            ? DomainName.TryParse(line.Host, out var host) ? names.ReceiverOfMailHost(host) : null
            : line.Program.StartsWith(Postfix, StringComparison.Ordinal) && line.Program.EndsWith(Daemon, StringComparison.Ordinal)
                && line.Program.Length > Postfix.Length + Daemon.Length
                && ReceiverName.TryParse(line.Program[Postfix.Length..^Daemon.Length], out var name)
                ? name
                : null;

    public void Committed(string sessionId)
    {
        lock (guard)
        {
            uncommitted.Remove(sessionId);
        }
    }

    private bool IsOver((ReceiverName Receiver, string Process) process, SyslogLine line) =>
        open.TryGetValue(process, out var current) && line.At < current.Began;

    private SessionEnded? End((ReceiverName Receiver, string Process) process, DateTimeOffset at, SmtpdEvent.Disconnected disconnected)
    {
        var id = $"{process.Receiver}-{at.UtcTicks:x}-{process.Process}";
        if (uncommitted.TryGetValue(id, out var ended))
        {
            return ended;
        }

        // When the collector was started in mid-session, the earlier lines are missing.
        var session = open.TryGetValue(process, out var found) && found.Client.Equals(disconnected.Client) ? found : null;
        if (session is not null)
        {
            open.Remove(process);
        }

        var began = session?.Began - clocks.AheadBy(process.Receiver);
        session ??= new OpenSession(disconnected.Client, at);
        if (!session.HasSpoken(disconnected.Commands))
        {
            return null;
        }

        ended = session.End(process.Receiver, began, disconnected.Commands, id);
        uncommitted[id] = ended;
        return ended;
    }
}
