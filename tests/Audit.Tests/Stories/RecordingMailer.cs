using MimeKit;
using MtaStsAudit.Audit.Sending;

namespace MtaStsAudit.Audit.Tests.Stories;

/// <summary>A mail server that takes everything but what it is told to refuse.</summary>
internal sealed class RecordingMailer(string refuses = "", string putsOffOnce = "") : IMailer
{
    private readonly HashSet<char> seen = [];

    /// <summary>Round and receivers, in order.</summary>
    public List<string> Rounds { get; } = [];

    public List<MimeMessage> Messages { get; } = [];

    public Task<IReadOnlyList<RefusedMessage>> SendAsync(IReadOnlyList<MimeMessage> messages, CancellationToken cancellationToken)
    {
        Messages.AddRange(messages);
        var letters = messages.Select(message => ((MailboxAddress)message.To[0]).Domain[0]).ToList();
        Rounds.Add($"{(messages[0].Subject!.Contains("prime", StringComparison.Ordinal) ? "prime" : "probe")} {string.Concat(letters)}");
        List<RefusedMessage> refused = [];
        foreach (var (message, letter) in messages.Zip(letters))
        {
            if (refuses.Contains(letter))
            {
                refused.Add(new(message, $"{letter}: 550 no", false));
            }
            else if (putsOffOnce.Contains(letter) && seen.Add(letter))
            {
                refused.Add(new(message, $"{letter}: 451 later", true));
            }
        }

        return Task.FromResult<IReadOnlyList<RefusedMessage>>(refused);
    }
}
