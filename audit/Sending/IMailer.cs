using MimeKit;

namespace MtaStsAudit.Audit.Sending;

/// <summary>Hands messages to the mail server that is audited.</summary>
internal interface IMailer
{
    /// <returns>For each message that was not taken: which, the server's own words, and whether it may be taken later.</returns>
    /// <exception cref="Commands.CommandFault">The server cannot be talked to.</exception>
    Task<IReadOnlyList<RefusedMessage>> SendAsync(IReadOnlyList<MimeMessage> messages, CancellationToken cancellationToken);
}

/// <summary>A message that the mail server did not take.</summary>
/// <param name="Words">Its recipient and the server's own words.</param>
/// <param name="IsTransient">The server put it off (RFC 5321 §4.2.1, a reply of 4yz): it may take it later.</param>
internal sealed record RefusedMessage(MimeMessage Message, string Words, bool IsTransient);
