using MtaStsAudit.Testbed.Evidence;
using MtaStsAudit.Testbed.Receivers;

namespace MtaStsAudit.Testbed.Verdicts;

/// <summary>Tells a sender's decision not to send from everything else that ends a session without mail.</summary>
public static class Refusal
{
    /// <summary>Whether the client met what the receiver offers and left by its own choice, without a transaction.</summary>
    /// <remarks>
    /// A lost connection before TLS is no refusal: the network does that too. A refused EHLO or MAIL is none either: then the
    /// receiver was the one to say no.
    /// </remarks>
    public static bool IsSeenIn(SessionEnded session, Receiver receiver)
    {
        var commands = session.Commands;
        var greeted = commands.Accepted("ehlo") + commands.Accepted("helo") > 0;
        var transacted = commands.Given("mail") + commands.Given("rcpt") + commands.Given("data") + commands.Given("bdat") > 0;
        if (!greeted || transacted || session.Ending == SessionEnding.ClosedByReceiver)
        {
            return false;
        }

        return receiver.Tls == TlsOffer.None
            ? session.Ending == SessionEnding.Quit
            : LeftBecauseOfCertificate(session);
    }

    // RFC 3207 §4.1: the client decides after the handshake whether to go on. Some clients decide within it, by an alert.
    private static bool LeftBecauseOfCertificate(SessionEnded session) =>
        session.TlsFailure is { } failure
            ? failure.IsAboutCertificate
            : session.Commands.Accepted("starttls") > 0 && session.Ending == SessionEnding.Quit;
}
