using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace MtaStsAudit.Infra.Tests.Acceptance;

/// <summary>An SMTP server that answers by its settings, at an address of loopback.</summary>
internal sealed class ReplayingSmtpServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly Task serving;

    public ReplayingSmtpServer()
    {
        listener.Start();
        serving = ServeAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public string Greeting { get; init; } = "220 mail.example ESMTP";

    public bool OffersStartTls { get; init; }

    /// <summary>Without TLS; with TLS it is 250.</summary>
    public string AnswerToMail { get; init; } = "250 2.1.0 Ok";

    public X509Certificate2? Certificate { get; init; }

    /// <summary>What was said in each session.</summary>
    public ConcurrentQueue<ConcurrentQueue<string>> Sessions { get; } = [];

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        // A listener that is gone while the next client is waited for is no end of that kind: it ends first.
        await serving;
        listener.Dispose();
        stop.Dispose();
    }

    private async Task ServeAsync()
    {
        List<Task> sessions = [];
        try
        {
            while (true)
            {
                sessions.Add(SessionAsync(await listener.AcceptTcpClientAsync(stop.Token)));
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(sessions);
        }
    }

    private async Task SessionAsync(TcpClient client)
    {
        using (client)
        {
            Stream stream = client.GetStream();
            var session = new ConcurrentQueue<string>();
            Sessions.Enqueue(session);
            try
            {
                await SayAsync(stream, Greeting);
                while (await HearAsync(stream) is { } line)
                {
                    session.Enqueue(line);
                    switch (line.Split(' ')[0].ToUpperInvariant())
                    {
                        case "EHLO":
                            await SayAsync(stream, OffersStartTls && stream is not SslStream ? "250-mail.example\r\n250 STARTTLS" : "250 mail.example");
                            break;
                        case "STARTTLS":
                            await SayAsync(stream, "220 2.0.0 Ready to start TLS");
                            var tls = new SslStream(stream);
                            await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = Certificate }, stop.Token);
                            stream = tls;
                            break;
                        case "MAIL":
                            await SayAsync(stream, stream is SslStream ? "250 2.1.0 Ok" : AnswerToMail);
                            break;
                        default:
                            await SayAsync(stream, "221 2.0.0 Bye");
                            return;
                    }
                }
            }
            catch (Exception ended) when (ended is IOException or OperationCanceledException or System.Security.Authentication.AuthenticationException)
            {
                // The client has seen enough.
            }
        }
    }

    private async Task SayAsync(Stream stream, string text) => await stream.WriteAsync(Encoding.ASCII.GetBytes(text + "\r\n"), stop.Token);

    private async Task<string?> HearAsync(Stream stream)
    {
        var line = new StringBuilder();
        var octet = new byte[1];
        while (await stream.ReadAsync(octet, stop.Token) == 1)
        {
            if (octet[0] == '\n')
            {
                return line.ToString().TrimEnd('\r');
            }

            line.Append((char)octet[0]);
        }

        return null;
    }
}
