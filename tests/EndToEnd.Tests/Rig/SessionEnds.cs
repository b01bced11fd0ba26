using System.Diagnostics;
using MtaStsAudit.Testbed.Evidence;
using MtaStsAudit.Testbed.Verdicts;

namespace MtaStsAudit.EndToEnd.Tests.Rig;

/// <summary>How sessions ended that brought no mail, in words that two kinds of senders do not share.</summary>
internal static class SessionEnds
{
    /// <summary>The ends of a client's sessions at a receiver, each told once.</summary>
    public static string Of(AuditReport report, char letter, Func<SmtpClient, bool> isClient) =>
        string.Join(", ", At(report, letter, isClient).Select(InWords).Distinct());

    public static IEnumerable<SessionEnded> At(AuditReport report, char letter, Func<SmtpClient, bool> isClient) => report.Evidence
        .Select(record => record.What)
        .OfType<SessionEnded>()
        .Where(session => session.Receiver.Value == letter && isClient(session.Client) && session.Commands.Accepted("mail") == 0);

    private static string InWords(SessionEnded session) => $"{How(session)} after {LastStep(session)}";

    private static string How(SessionEnded session) => (session.TlsFailure?.Alert, session.Ending) switch
    {
        ({ } alert, _) => $"alert {alert}",
        (null, SessionEnding.Quit) => "QUIT",
        (null, SessionEnding.Lost) => "closed",
        (null, SessionEnding.TimedOut) => "timed out",
        (null, SessionEnding.ClosedByReceiver) => "closed by the receiver",
        (null, var undefined) => throw new UnreachableException($"{undefined} is no end of a session."),
    };

    private static string LastStep(SessionEnded session)
    {
        var commands = session.Commands;
        return commands switch
        {
            _ when commands.Given("auth") > 0 => "AUTH",
            _ when commands.Accepted("starttls") > 0 && session.Tls is null => "STARTTLS",
            _ when commands.Accepted("starttls") > 0 => commands.Given("ehlo") > 1 ? "handshake and EHLO" : "handshake",
            _ when commands.Given("starttls") > 0 => "STARTTLS refused",
            _ => commands.Given("ehlo") > 0 ? "EHLO" : "the greeting",
        };
    }
}
