using MtaStsAudit.Model;
using MtaStsAudit.Model.Inbound;

namespace MtaStsAudit.Probes.Smtp;

/// <summary>
/// How our probes end a session. A sender that refuses a host says QUIT after EHLO or after the handshake; a session of ours must not be
/// taken for that, at a testbed least of all, where the probe may run on the very machine that is audited. So MAIL is given in every
/// session before QUIT, also where it will be refused, and RSET takes it back. No sender gives MAIL and no RCPT, and no mail comes of it.
/// </summary>
internal static class Leaving
{
    /// <summary>Gives MAIL with the null reverse-path (RFC 5321 §4.5.5), so that the answer is about no mailbox of anybody.</summary>
    public static Task<Parsed<SmtpReply>> AskForMailAsync(SmtpDialogue dialogue, CancellationToken cancellationToken) =>
        dialogue.AskAsync("MAIL FROM:<>", cancellationToken);

    /// <param name="greeting">The EHLO command, where one is due first.</param>
    /// <returns>What MAIL was answered; null when nothing was.</returns>
    public static async Task<MailReply?> AsNoSenderWouldAsync(SmtpDialogue dialogue, CancellationToken cancellationToken, string? greeting = null)
    {
        MailReply? reply = null;
        try
        {
            if (greeting is not null && !(await dialogue.AskAsync(greeting, cancellationToken)).IsValid)
            {
                return null;
            }

            // Where MAIL brings no answer, QUIT is not said: a connection that is cut is no refusal either.
            if ((await AskForMailAsync(dialogue, cancellationToken)).Value is not { } mail)
            {
                return null;
            }

            reply = new(mail.Code, mail.ToString());
            if ((await dialogue.AskAsync("RSET", cancellationToken)).IsValid)
            {
                await dialogue.AskAsync("QUIT", cancellationToken);
            }
        }
        catch (Exception fault) when (fault is IOException or OperationCanceledException)
        {
            // We have seen what we came for; how the server ends it is its own affair.
        }

        return reply;
    }
}
