using MimeKit;
using MtaStsAudit.Model.Names;

namespace MtaStsAudit.Audit.Sending;

/// <summary>The message that one receiver gets in one round.</summary>
internal static class RoundMessage
{
    /// <param name="run">The nonce of this run, see <see cref="AuditHeaders.Run"/>.</param>
    public static MimeMessage Compose(string from, string to, string round, AuditToken token, string run, DateTimeOffset now)
    {
        var sender = MailboxAddress.Parse(from);
        var message = new MimeMessage
        {
            Subject = $"MTA-STS audit, {round} round",
            Date = now,
            // The library would put this machine's name there, which is nobody's business.
            // An address literal is no name, and what ends in .invalid is nobody's (RFC 6761 §6.4).
            MessageId = $"{Guid.NewGuid():N}@{(sender.Domain.StartsWith('[') ? "audit.invalid" : sender.Domain)}",
            Body = new TextPart("plain")
            {
                Text = $"""
                    This message belongs to an audit of how its sender honours MTA-STS (RFC 8461).
                    Audit: {token}
                    Round: {round}

                    """,
            },
        };
        message.From.Add(sender);
        message.To.Add(MailboxAddress.Parse(to));
        // RFC 3834 §5: nobody need answer it.
        message.Headers.Add("Auto-Submitted", "auto-generated");
        message.Headers.Add(AuditHeaders.Run, run);
        return message;
    }
}
