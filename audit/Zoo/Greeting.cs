using System.Net;
using System.Net.Sockets;
using System.Text;

namespace MtaStsAudit.Audit.Zoo;

/// <summary>Whether a mail server is there: its greeting is a 220 (RFC 5321 §3.1).</summary>
internal static class Greeting
{
    private const int SmtpPort = 25;
    private static readonly TimeSpan LongestAnswer = TimeSpan.FromSeconds(5);

    public static async Task<bool> IsHeardAsync(IPAddress address, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(LongestAnswer);
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(address, SmtpPort, patience.Token);
            using var reader = new StreamReader(client.GetStream(), Encoding.ASCII);
            var isWell = (await reader.ReadLineAsync(patience.Token))?.StartsWith("220", StringComparison.Ordinal) ?? false;
            await client.GetStream().WriteAsync("QUIT\r\n"u8.ToArray(), patience.Token);
            return isWell;
        }
        catch (Exception fault) when (fault is SocketException or IOException || (fault is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return false;
        }
    }
}
