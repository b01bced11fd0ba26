using MimeKit;

namespace MtaStsAudit.Audit.Sending;

/// <summary>Hands messages to the mail server that is audited.</summary>
internal interface IMailer
{
    /// <returns>For each message that was not taken, its recipient and the server's own words.</returns>
    /// <exception cref="Commands.CommandFault">The server cannot be talked to.</exception>
    Task<IReadOnlyList<string>> SendAsync(IReadOnlyList<MimeMessage> messages, CancellationToken cancellationToken);
}
