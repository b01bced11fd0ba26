using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MailKit.Net.Smtp;
using MailKit.Security;
using MtaStsAudit.Model.Receivers;

namespace MtaStsAudit.Stack.Acceptance;

/// <summary>Asks one receiver whether it answers as its row says. It sends no mail.</summary>
internal sealed class CheckingSmtpClient : SmtpClient
{
    private const int Port = 25;

    private string? presented;

    private CheckingSmtpClient(string heloName, string? certificate)
    {
        LocalDomain = heloName;
        Timeout = 15_000;
        CheckCertificateRevocation = false;
        ServerCertificateValidationCallback = (_, seen, _, _) =>
        {
            presented = (seen as X509Certificate2)?.GetCertHashString(HashAlgorithmName.SHA256);
            return presented == certificate;
        };
    }

    /// <returns>What is wrong; null when all is as expected.</returns>
    public static async Task<string?> CheckAsync(ExpectedReceiver expected, string heloName, int port = Port, CancellationToken cancellationToken = default)
    {
        var where = $"receiver {expected.Name} ({expected.MailHost}) at {expected.Address} port {port}";
        try
        {
            var fault = await InClearAsync(expected, heloName, port, cancellationToken);
            if (fault is null && expected.Certificate is not null)
            {
                fault = await OverTlsAsync(expected, heloName, port, cancellationToken);
            }

            return fault is null ? null : $"{where} {fault}";
        }
        catch (SocketException unreachable)
        {
            return $"{where} cannot be reached from here: {unreachable.Message}. If this network has no IPv6 or blocks port 25, set mta-sts-audit:check to ipv4 or https.";
        }
        catch (Exception failed) when (failed is IOException or TimeoutException or SmtpProtocolException or SmtpCommandException or SslHandshakeException)
        {
            return $"{where} does not answer as a receiver: {failed.Message}";
        }
    }

    private static async Task<string?> InClearAsync(ExpectedReceiver expected, string heloName, int port, CancellationToken cancellationToken)
    {
        using var client = new CheckingSmtpClient(heloName, expected.Certificate);
        await client.OpenAsync(expected, port, SecureSocketOptions.None, cancellationToken);
        var isOffered = client.Capabilities.HasFlag(SmtpCapabilities.StartTLS);
        if (isOffered != (expected.Tls != TlsOffer.None))
        {
            return isOffered ? "offers STARTTLS and must not" : "does not offer STARTTLS and must";
        }

        // RFC 3207 §4: 530 to every command but a few, where TLS is required.
        var fault = await client.BeginAsync(expected.Tls == TlsOffer.Encrypt ? 530 : 250, cancellationToken);
        await client.DisconnectAsync(quit: true, cancellationToken);
        return fault;
    }

    private static async Task<string?> OverTlsAsync(ExpectedReceiver expected, string heloName, int port, CancellationToken cancellationToken)
    {
        using var client = new CheckingSmtpClient(heloName, expected.Certificate);
        try
        {
            await client.OpenAsync(expected, port, SecureSocketOptions.StartTls, cancellationToken);
        }
        catch (SslHandshakeException) when (client.presented is { } other && other != expected.Certificate)
        {
            return $"presents the certificate with SHA-256 {other} and not the one made for it, {expected.Certificate}";
        }

        var fault = await client.BeginAsync(250, cancellationToken);
        await client.DisconnectAsync(quit: true, cancellationToken);
        return fault;
    }

    // Whoever leaves without a transaction looks like a sender that refuses, and an audit may be about one beside this machine.
    private async Task<string?> BeginAsync(int expected, CancellationToken cancellationToken)
    {
        var reply = await SendCommandAsync("MAIL FROM:<>", cancellationToken);
        return (int)reply.StatusCode == expected
            ? null
            : $"answers MAIL {(IsSecure ? "over TLS" : "without TLS")} with {(int)reply.StatusCode} {reply.Response} and must answer {expected}";
    }

    private async Task OpenAsync(ExpectedReceiver expected, int port, SecureSocketOptions security, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Timeout);
        var address = IPAddress.Parse(expected.Address);
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(new IPEndPoint(address, port), limit.Token);
            await ConnectAsync(socket, expected.MailHost, port, security, limit.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new SocketException((int)SocketError.TimedOut);
        }
        finally
        {
            if (!IsConnected)
            {
                socket.Dispose();
            }
        }
    }
}
