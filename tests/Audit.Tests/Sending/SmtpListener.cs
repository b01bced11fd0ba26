using System.Net;
using System.Net.Sockets;

namespace MtaStsAudit.Audit.Tests.Sending;

/// <summary>A mail server on a port of this machine that answers as RFC 5321 has it, one session after the other, and keeps all it is told.</summary>
internal sealed class SmtpListener : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly string refusedRecipient;

    public SmtpListener(string refusedRecipient = "nobody")
    {
        this.refusedRecipient = refusedRecipient;
        listener.Start();
        _ = ServeAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public List<string> Heard { get; } = [];

    public void Dispose() => listener.Dispose();

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var client = await listener.AcceptTcpClientAsync();
                await AnswerAsync(client.GetStream());
            }
        }
        catch (Exception fault) when (fault is SocketException or ObjectDisposedException or IOException)
        {
            // The test is over.
        }
    }

    private async Task AnswerAsync(NetworkStream stream)
    {
        using var reader = new StreamReader(stream);
        await using var writer = new StreamWriter(stream) { NewLine = "\r\n", AutoFlush = true };
        await writer.WriteLineAsync("220 sender.test ESMTP");
        var isData = false;
        while (await reader.ReadLineAsync() is { } line)
        {
            Heard.Add(line);
            if (isData && line != ".")
            {
                continue;
            }

            await writer.WriteLineAsync(line.Split(' ')[0].ToUpperInvariant() switch
            {
                "." => "250 2.0.0 queued",
                "DATA" => "354 go on",
                "QUIT" => "221 bye",
                "RCPT" when line.Contains(refusedRecipient, StringComparison.Ordinal) => "550 5.7.1 not through here",
                _ => "250 fine",
            });
            isData = line == "DATA";
        }
    }
}
