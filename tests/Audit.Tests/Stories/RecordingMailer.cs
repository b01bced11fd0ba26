using MimeKit;
using MtaStsAudit.Audit.Sending;

namespace MtaStsAudit.Audit.Tests.Stories;

/// <summary>A mail server that takes everything but what it is told to refuse.</summary>
internal sealed class RecordingMailer(string refuses = "") : IMailer
{
    /// <summary>Round and receivers, in order.</summary>
    public List<string> Rounds { get; } = [];

    public List<MimeMessage> Messages { get; } = [];

    public Task<IReadOnlyList<string>> SendAsync(IReadOnlyList<MimeMessage> messages, CancellationToken cancellationToken)
    {
        Messages.AddRange(messages);
        var letters = messages.Select(message => ((MailboxAddress)message.To[0]).Domain[0]).ToList();
        Rounds.Add($"{(messages[0].Subject!.Contains("prime", StringComparison.Ordinal) ? "prime" : "probe")} {string.Concat(letters)}");
        return Task.FromResult<IReadOnlyList<string>>([.. letters.Where(refuses.Contains).Select(letter => $"{letter}: 550 no")]);
    }
}
