using System.Collections.Frozen;
using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Receivers;

namespace MtaStsAudit.Model.Verdicts;

/// <summary>Tells a sender's decision not to send from everything else that ends a session without mail.</summary>
public static class Departure
{
    // What a relay says before it decides: RFC 5321 §4.1.1, RFC 3207 §4. Scanners and guessers of passwords say more.
    private static readonly FrozenSet<string> OfRelays = new[] { "ehlo", "helo", "starttls", "noop", "rset", "quit" }.ToFrozenSet();

    public static DepartureKind Of(SessionEnded session, Receiver receiver)
    {
        var commands = session.Commands;
        var greeted = commands.Accepted("ehlo") + commands.Accepted("helo") > 0;
        if (!greeted || commands.Commands.Keys.Any(command => !OfRelays.Contains(command)))
        {
            return DepartureKind.None;
        }

        return session.Ending switch
        {
            // An outage.
            SessionEnding.TimedOut => DepartureKind.None,
            // The receiver's own doing.
            SessionEnding.ClosedByReceiver => DepartureKind.None,
            SessionEnding.Quit or SessionEnding.Lost => receiver switch
            {
                { LetsTlsBegin: false } => WithoutTls(session),
                { HasFault: true } => AfterTls(session),
                _ => FromFaultless(session),
            },
        };
    }

    // Where nothing is wrong every way to leave counts: it shows that leaving elsewhere need not be for the fault there.
    private static DepartureKind FromFaultless(SessionEnded session) =>
        session.Ending == SessionEnding.Quit || session.TlsFailure is { IsAboutCertificate: true } ? DepartureKind.Decided : DepartureKind.HungUp;

    private static DepartureKind WithoutTls(SessionEnded session) =>
        // Asking for STARTTLS where it is not offered, and leaving when that fails, says what was missing.
        session.Ending == SessionEnding.Quit || session.Commands.Given("starttls") > 0 ? DepartureKind.Decided : DepartureKind.HungUp;

    // RFC 3207 §4.1: the client decides after the handshake whether to go on. Some clients decide within it, by an alert or without.
    private static DepartureKind AfterTls(SessionEnded session) => session switch
    {
        { TlsFailure.IsAboutCertificate: true } => DepartureKind.Decided,
        { TlsFailure: not null } => DepartureKind.HungUp,
        // A client that asked for no TLS has not met the certificate.
        _ when session.Commands.Given("starttls") == 0 => DepartureKind.None,
        { Ending: SessionEnding.Quit } when session.Commands.Accepted("starttls") > 0 => DepartureKind.Decided,
        _ => DepartureKind.HungUp,
    };
}
