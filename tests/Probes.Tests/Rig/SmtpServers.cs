using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace MtaStsAudit.Probes.Tests.Rig;

/// <summary>How an SMTP server of the rig behaves.</summary>
internal enum SmtpKind
{
    StartTls,
    NoStartTls,
    UntrustedCertificate,
    WrongName,
    ExpiredCertificate,
    RefusesStartTls,
    BrokenHandshake,
    SaysMoreInClear,
    RefusesUs,
    DropsConnection,
    NoSmtp,
    EndlessReply,
    Silent,
    DropsAtQuit,
    RequiresTls,
    PutsMailOff,
    NotListening,
}

/// <summary>One server a kind, each on its own loopback address and all on one port.</summary>
internal sealed class SmtpServers : IAsyncDisposable
{
    private readonly TestCa ca;
    private readonly List<TcpListener> listeners = [];
    private readonly CancellationTokenSource stop = new();
    private readonly ConcurrentBag<Task> running = [];

    public SmtpServers(TestCa ca)
    {
        this.ca = ca;
        foreach (var kind in Enum.GetValues<SmtpKind>().Where(kind => kind != SmtpKind.NotListening))
        {
            // The first takes a free port; the others take the same on addresses that nobody else uses.
            var listener = new TcpListener(IPAddress.Parse(AddressOf(kind)), Port);
            listener.Start();
            Port = ((IPEndPoint)listener.LocalEndpoint).Port;
            listeners.Add(listener);
            running.Add(AcceptAsync(listener, kind));
        }
    }

    public int Port { get; private set; }

    /// <summary>Every command that any server got.</summary>
    public ConcurrentQueue<string> Commands { get; } = [];

    /// <summary>The commands of each session, in the order in which sessions began.</summary>
    public ConcurrentQueue<ConcurrentQueue<string>> Sessions { get; } = [];

    public static string AddressOf(SmtpKind kind) => $"127.78.25.{(int)kind + 1}";

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listeners.ForEach(listener => listener.Stop());
        await Task.WhenAll(running);
        stop.Dispose();
    }

    private async Task AcceptAsync(TcpListener listener, SmtpKind kind)
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync(stop.Token);
                running.Add(ServeAsync(client, kind));
            }
        }
        catch (Exception fault) when (fault is OperationCanceledException or SocketException)
        {
            // The rig goes down.
        }
    }

    private async Task ServeAsync(TcpClient client, SmtpKind kind)
    {
        using (client)
        {
            try
            {
                await TalkAsync(client.GetStream(), kind);
            }
            catch (Exception fault) when (fault is IOException or OperationCanceledException or System.Security.Authentication.AuthenticationException)
            {
                // The client has left, as it may at any time.
            }
        }
    }

    private async Task TalkAsync(Stream stream, SmtpKind kind)
    {
        switch (kind)
        {
            case SmtpKind.DropsConnection:
                return;
            case SmtpKind.Silent:
                await Task.Delay(Timeout.Infinite, stop.Token);
                return;
            case SmtpKind.NoSmtp:
                await SayAsync(stream, "SSH-2.0-OpenSSH_9.2");
                return;
            case SmtpKind.RefusesUs:
                await SayAsync(stream, "554 \u001b[31mno service for you");
                return;
        }

        var session = new ConcurrentQueue<string>();
        Sessions.Enqueue(session);
        await SayAsync(stream, "220 mx ESMTP");
        while (await ReadLineAsync(stream) is { } command)
        {
            Commands.Enqueue(command);
            session.Enqueue(command);
            switch (command.Split(' ')[0].ToUpperInvariant())
            {
                case "EHLO" when kind == SmtpKind.EndlessReply:
                    while (true)
                    {
                        await SayAsync(stream, "250-more");
                    }

                case "EHLO":
                    await SayAsync(stream, kind is SmtpKind.NoStartTls or SmtpKind.DropsAtQuit
                        ? "250-mx\r\n250 8BITMIME"
                        : "250-mx\r\n250-8BITMIME\r\n250 STARTTLS");
                    break;
                case "STARTTLS" when kind == SmtpKind.RefusesStartTls:
                    await SayAsync(stream, "454 TLS not available");
                    break;
                case "STARTTLS" when kind == SmtpKind.SaysMoreInClear:
                    await SayAsync(stream, "220 ready\r\n250 injected");
                    break;
                case "STARTTLS":
                    await SayAsync(stream, "220 ready");
                    stream = await SecuredAsync(stream, kind);
                    break;
                case "QUIT" when kind == SmtpKind.DropsAtQuit:
                    return;
                case "QUIT":
                    await SayAsync(stream, "221 bye");
                    return;
                case "MAIL":
                    await SayAsync(stream, kind switch
                    {
                        SmtpKind.RequiresTls when stream is not SslStream => "530 Must issue a STARTTLS command first",
                        SmtpKind.PutsMailOff => "451 try again later",
                        _ => "250 ok",
                    });
                    break;
                default:
                    await SayAsync(stream, "502 not here");
                    break;
            }
        }
    }

    private async Task<SslStream> SecuredAsync(Stream stream, SmtpKind kind)
    {
        if (kind == SmtpKind.BrokenHandshake)
        {
            await SayAsync(stream, "this is no ServerHello");
        }

        var certificate = kind switch
        {
            SmtpKind.UntrustedCertificate => CertificateKind.Untrusted,
            SmtpKind.WrongName => CertificateKind.WrongName,
            SmtpKind.ExpiredCertificate => CertificateKind.Expired,
            _ => CertificateKind.Good,
        };
        var tls = new SslStream(stream);
        await tls.AuthenticateAsServerAsync(
            (_, hello, _, _) => ValueTask.FromResult(new SslServerAuthenticationOptions { ServerCertificate = ca.CertificateOf(hello.ServerName, certificate) }),
            null, stop.Token);
        return tls;
    }

    private async Task SayAsync(Stream stream, string text) => await stream.WriteAsync(Encoding.ASCII.GetBytes(text + "\r\n"), stop.Token);

    private async Task<string?> ReadLineAsync(Stream stream)
    {
        var line = new StringBuilder();
        var octet = new byte[1];
        while (await stream.ReadAsync(octet, stop.Token) > 0)
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
