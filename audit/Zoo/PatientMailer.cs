using MimeKit;
using MtaStsAudit.Audit.Commands;
using MtaStsAudit.Audit.Sending;

namespace MtaStsAudit.Audit.Zoo;

/// <summary>
/// Hands messages to a mail server that may be starting again: it is tried for a while, and then what it did not take counts as put off,
/// so that an audit has a report of what was seen until then.
/// </summary>
internal sealed class PatientMailer(IMailer mailer, TimeProvider time) : IMailer
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan BetweenTries = TimeSpan.FromSeconds(1);

    public async Task<IReadOnlyList<RefusedMessage>> SendAsync(IReadOnlyList<MimeMessage> messages, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        while (true)
        {
            try
            {
                return await mailer.SendAsync(messages, cancellationToken);
            }
            catch (CommandFault fault)
            {
                if (time.GetElapsedTime(began) >= Longest)
                {
                    return [.. messages.Select(message => new RefusedMessage(message, fault.Message, IsTransient: true))];
                }

                await Task.Delay(BetweenTries, time, cancellationToken);
            }
        }
    }
}
