using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace MtaStsAudit.Stack.Acceptance;

/// <summary>Asks the policy hosts and the API whether they answer as they should, at given addresses, whatever DNS says so far.</summary>
internal static class HttpsCheck
{
    private const int Port = 443;
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(15);

    // RFC 8461 §3.2, §3.3: text/plain, at the well-known path, without a redirect.
    /// <param name="within">How long an answer is waited for; null: 15 seconds.</param>
    public static async Task<string?> PolicyAsync(
        ExpectedPolicy expected, string address, int port = Port, TimeSpan? within = null, CancellationToken cancellationToken = default)
    {
        var where = $"the policy host of receiver {expected.Name} ({expected.PolicyHost}) at {address} port {port}";
        var (answer, fault) = await GetAsync(expected.PolicyHost, "/.well-known/mta-sts.txt", address, port, expected.Certificate, within ?? Within, cancellationToken);
        return (fault ?? Unlike(expected, answer)) is { } wrong ? $"{where} {wrong}" : null;
    }

    public static async Task<string?> ApiAsync(ExpectedApi expected, string address, int port = Port, CancellationToken cancellationToken = default)
    {
        var (answer, fault) = await GetAsync(expected.Host, "/health", address, port, expected.Certificate, Within, cancellationToken);
        return (fault ?? (answer.Status == 200 ? null : answer.WordsInsteadOf(200))) is { } wrong ? $"the API ({expected.Host}) at {address} port {port} {wrong}" : null;
    }

    private static string? Unlike(ExpectedPolicy expected, Answer answer) =>
        answer.Status != expected.Status ? answer.WordsInsteadOf(expected.Status)
        : answer.Location != expected.Location ? $"redirects to '{answer.Location}' instead of '{expected.Location}'"
        : expected.Text is { } text && answer.Text != text ? $"serves another policy:\n{answer.Text}instead of:\n{text}"
        : null;

    /// <returns>The fault when another host answered, or none did; otherwise what came.</returns>
    private static async Task<(Answer Answer, string? Fault)> GetAsync(
        string host, string path, string address, int port, string certificate, TimeSpan within, CancellationToken cancellationToken)
    {
        string? presented = null;
        using var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            ConnectCallback = async (_, token) => new NetworkStream(await ConnectAsync(IPAddress.Parse(address), port, token), ownsSocket: true),
            SslOptions = new SslClientAuthenticationOptions
            {
                RemoteCertificateValidationCallback = (_, seen, _, _) =>
                {
                    presented = (seen as X509Certificate2)?.GetCertHashString(HashAlgorithmName.SHA256);
                    return presented == certificate;
                },
            },
        };
        using var client = new HttpClient(handler) { Timeout = within };
        client.DefaultRequestHeaders.UserAgent.ParseAdd("mta-sts-audit-check/1");
        try
        {
            using var answer = await client.GetAsync(new Uri($"https://{host}:{port}{path}"), cancellationToken);
            return (new((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(cancellationToken), answer.Headers.Location?.ToString()), null);
        }
        catch (HttpRequestException failed) when (presented is not null && presented != certificate)
        {
            return (Answer.None, $"presents the certificate with SHA-256 {presented} and not the one made for it, {certificate}: {failed.Message}");
        }
        catch (Exception failed) when (presented == certificate && failed is HttpRequestException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return (Answer.None with { Failure = failed.GetBaseException().Message }, null);
        }
        catch (Exception failed) when (failed is HttpRequestException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return (Answer.None, $"cannot be reached from here: {failed.GetBaseException().Message}. If this network has no IPv6, set mta-sts-audit:check to ipv4.");
        }
    }

    /// <param name="Status">Null when nothing came, though the certificate was the right one.</param>
    private sealed record Answer(int? Status, string? Text, string? Location)
    {
        public static Answer None { get; } = new(null, null, null);

        public string? Failure { get; init; }

        public string WordsInsteadOf(int? expected) =>
            $"{(Status is { } status ? $"answers {status}" : $"does not answer ({Failure})")} and must {(expected is { } other ? $"answer {other}" : "not answer")}";
    }

    private static async Task<Socket> ConnectAsync(IPAddress address, int port, CancellationToken cancellationToken)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(new IPEndPoint(address, port), cancellationToken);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
