using System.Diagnostics;
using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Verdicts;

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
        .Where(session => session.Receiver == new ReceiverName(letter) && isClient(session.Client) && session.Commands.Accepted("mail") == 0);

    private static string InWords(SessionEnded session) => $"{How(session)} {LastStep(session)}";

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
        if (commands.Given("auth") > 0)
        {
            return "after AUTH";
        }

        if (commands.Accepted("starttls") > 0)
        {
            return commands.Given("ehlo") > 1 ? "after handshake and EHLO" : "after handshake";
        }

        // Postfix counts a STARTTLS as accepted when the handshake is over.
        return commands.Given("starttls") > 0
            ? session.TlsFailure is null ? "after STARTTLS was refused" : "within the handshake"
            : commands.Given("ehlo") > 0 ? "after EHLO" : "after the greeting";
    }
}
