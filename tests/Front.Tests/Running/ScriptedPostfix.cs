using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace MtaStsAudit.Front.Tests.Running;

/// <summary>Plays the Postfix behind a front, on a real port: the PROXY protocol, the commands of a delivery, and STARTTLS.</summary>
internal sealed class ScriptedPostfix : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource ending = new();
    private readonly ConcurrentBag<Task> sessions = [];
    private readonly Cut cut;
    private readonly Task accepting;

    public ScriptedPostfix(Cut cut = Cut.Whole)
    {
        this.cut = cut;
        listener.Start();
        accepting = AcceptAsync();
    }

    public IPEndPoint EndPoint => (IPEndPoint)listener.LocalEndpoint;

    /// <summary>The first line of every connection.</summary>
    public BlockingCollection<string> ProxyHeaders { get; } = [];

    /// <summary>Every line that was taken for a command; "TLS" where a handshake came to its end.</summary>
    public ConcurrentQueue<string> Commands { get; } = [];

    /// <summary>What was delivered: the content, and whether over TLS.</summary>
    public ConcurrentQueue<(string Content, bool OverTls)> Messages { get; } = [];

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        listener.Stop();
        await accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Task.WhenAll(sessions).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        ending.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            sessions.Add(ServeAsync(await listener.AcceptTcpClientAsync(ending.Token)));
        }
    }

    private async Task ServeAsync(TcpClient connection)
    {
        using (connection)
        {
            connection.NoDelay = true;
            var talk = new LineTalk(connection.GetStream(), cut, ending.Token);
            ProxyHeaders.Add(await talk.ReadLineAsync() ?? "", CancellationToken.None);
            await talk.SendAsync("220 mail.example ESMTP Postfix\r\n");
            while (await talk.ReadLineAsync() is { } line)
            {
                Commands.Enqueue(line);
                if (!await AnswerAsync(talk, line))
                {
                    return;
                }
            }
        }
    }

    private async Task<bool> AnswerAsync(LineTalk talk, string line)
    {
        switch (line.Trim().Split(' ')[0].ToUpperInvariant())
        {
            case "EHLO":
                await talk.SendAsync($"250-mail.example\r\n250-PIPELINING\r\n{(talk.IsOverTls ? "" : "250-STARTTLS\r\n")}250-8BITMIME\r\n250 CHUNKING\r\n");
                return true;
            case "STARTTLS":
                await talk.SendAsync("220 2.0.0 Ready to start TLS\r\n");
                await talk.UpgradeAsync(new SslServerAuthenticationOptions { ServerCertificate = SelfSigned.Certificate });
                Commands.Enqueue("TLS");
                return true;
            case "DATA":
                await talk.SendAsync("354 End data with <CR><LF>.<CR><LF>\r\n");
                Messages.Enqueue((await ContentAsync(talk), talk.IsOverTls));
                await talk.SendAsync("250 2.0.0 Ok: queued\r\n");
                return true;
            case "BDAT":
                var size = int.Parse(line.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);
                Messages.Enqueue((await talk.ReadAsync(size), talk.IsOverTls));
                await talk.SendAsync("250 2.0.0 Ok: queued\r\n");
                return true;
            case "QUIT":
                await talk.SendAsync("221 2.0.0 Bye\r\n");
                return false;
            case "ENDLESS":
                await talk.SendAsync(string.Concat(Enumerable.Repeat("250-again\r\n", 2000)));
                return true;
            default:
                await talk.SendAsync("250 2.1.0 Ok\r\n");
                return true;
        }
    }

    private static async Task<string> ContentAsync(LineTalk talk)
    {
        var content = new StringBuilder();
        while (await talk.ReadLineAsync() is { } line && line != ".")
        {
            content.Append(line).Append("\r\n");
        }

        return content.ToString();
    }
}
