using System.Net.Security;
using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using MtaStsAudit.Audit.Commands;

namespace MtaStsAudit.Audit.Sending;

/// <summary>Mails through a relay, in one session for all messages of a round.</summary>
internal sealed class SmtpRelay(Relay relay, string? password) : IMailer
{
    /// <summary>Where the password of <c>smtp://USER@HOST</c> is taken from.</summary>
    public const string PasswordVariable = "AUDIT_SMTP_PASSWORD";

    private const int LongestAnswerMilliseconds = 60_000;

    public async Task<IReadOnlyList<RefusedMessage>> SendAsync(IReadOnlyList<MimeMessage> messages, CancellationToken cancellationToken)
    {
        using var client = new SmtpClient { Timeout = LongestAnswerMilliseconds };
        try
        {
            await ConnectAsync(client, cancellationToken);
            List<RefusedMessage> refused = [];
            foreach (var message in messages)
            {
                if (await RefusalOfAsync(client, message, cancellationToken) is { } refusal)
                {
                    refused.Add(refusal);
                }
            }

            await client.DisconnectAsync(quit: true, cancellationToken);
            return refused;
        }
        catch (Exception fault) when (fault is SocketException or IOException or ProtocolException or TimeoutException or SslHandshakeException
            or AuthenticationException or NotSupportedException)
        {
            throw new CommandFault($"{relay} cannot be used for sending: {FirstLine(fault.Message)}");
        }
    }

    private async Task ConnectAsync(SmtpClient client, CancellationToken cancellationToken)
    {
        // Without a password to protect, TLS to one's own relay is a bonus: any certificate will do (RFC 7435).
        client.ServerCertificateValidationCallback = (_, _, _, faults) => faults == SslPolicyErrors.None || relay.User is null;
        var security = relay switch
        {
            { ImplicitTls: true } => SecureSocketOptions.SslOnConnect,
            { User: not null } => SecureSocketOptions.StartTls,
            _ => SecureSocketOptions.StartTlsWhenAvailable,
        };
        await client.ConnectAsync(relay.Host, relay.Port, security, cancellationToken);
        if (relay.User is { } user)
        {
            await client.AuthenticateAsync(user, password ?? "", cancellationToken);
        }
    }

    private static async Task<RefusedMessage?> RefusalOfAsync(SmtpClient client, MimeMessage message, CancellationToken cancellationToken)
    {
        try
        {
            await client.SendAsync(message, cancellationToken);
            return null;
        }
        catch (SmtpCommandException answer)
        {
            return new(message, $"{message.To}: {(int)answer.StatusCode} {FirstLine(answer.Message)}", (int)answer.StatusCode is >= 400 and < 500);
        }
    }

    private static string FirstLine(string text) => text.ReplaceLineEndings("\n").Split('\n')[0];
}
