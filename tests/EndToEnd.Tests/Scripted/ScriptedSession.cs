using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using MtaStsAudit.EndToEnd.Tests.Rig;
using MtaStsAudit.Model.Names;

namespace MtaStsAudit.EndToEnd.Tests.Scripted;

/// <summary>One connection of a <see cref="ScriptedSender"/>: in clear first, over TLS after STARTTLS.</summary>
internal sealed class ScriptedSession
{
    private const int SmtpPort = 25;

    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(30);

    private readonly Socket socket;
    private Stream stream;
    private StreamReader reader;
    private string greetedAs = "";
    private string offers = "";

    private ScriptedSession(ReceiverName receiver, Socket socket)
    {
        Receiver = receiver;
        this.socket = socket;
        (stream, reader) = On(new NetworkStream(socket));
    }

    public ReceiverName Receiver { get; }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static async Task<ScriptedSession> ConnectAsync(ReceiverName receiver, IPAddress? from, CancellationToken cancellationToken)
    {
        var address = IPAddress.Parse(LocalRig.AddressOf(receiver.Value[0]));
        var session = new ScriptedSession(receiver, await OpenAsync(new(address, SmtpPort), from, cancellationToken));
        return await session.HearAsync() is (220, _) ? session : throw new IOException("there was no greeting");
    }

    /// <param name="from">One of <see cref="Abuse.ClientAddresses"/>, or of this host's own; null: as the host chooses.</param>
    public static async Task<Socket> OpenAsync(IPEndPoint to, IPAddress? from, CancellationToken cancellationToken)
    {
        var socket = new Socket(to.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        if (from is not null)
        {
            socket.Bind(new IPEndPoint(from, 0));
        }

        await socket.ConnectAsync(to, cancellationToken);
        return socket;
    }

    public async Task GreetAsync(string name)
    {
        greetedAs = name;
        offers = (await AskAsync($"EHLO {name}")).Text;
    }

    public async Task<(int Code, string Text)> AskAsync(string command)
    {
        await stream.WriteAsync(Encoding.Latin1.GetBytes($"{command}\r\n"), Cancelled);
        return await HearAsync();
    }

    /// <param name="verifyBy">The CA that the certificate has to be from; null: any certificate will do.</param>
    public async Task StartTlsAsync(string? serverName, X509Certificate2? verifyBy)
    {
        Expect(220, await AskAsync("STARTTLS"));
        var tls = new SslStream(stream, leaveInnerStreamOpen: true);
        try
        {
            await tls.AuthenticateAsClientAsync(Options(serverName, verifyBy), Cancelled);
            (stream, reader) = On(tls);
        }
        catch (AuthenticationException) when (verifyBy is not null)
        {
            await CloseAsync();
        }
    }

    /// <summary>Begins a handshake and leaves when the receiver's certificate has come.</summary>
    public async Task CutHandshakeAsync(string? serverName, HandshakeCut cut)
    {
        Expect(220, await AskAsync("STARTTLS"));
        await using var tls = new SslStream(new CutStream(stream, cut), leaveInnerStreamOpen: true);
        try
        {
            await tls.AuthenticateAsClientAsync(Options(serverName, verifyBy: null), Cancelled);
        }
        catch (Exception fault) when (fault is IOException or AuthenticationException)
        {
            await (cut.Resets ? ResetAsync() : CloseAsync());
            return;
        }

        throw new IOException("the handshake was over before it could be left");
    }

    public async Task DeliverAsync(string mailbox)
    {
        Expect(250, await AskAsync($"MAIL FROM:<postmaster@{greetedAs}>"));
        Expect(250, await AskAsync($"RCPT TO:<{mailbox}>"));
        Expect(354, await AskAsync("DATA"));
        Expect(250, await AskAsync("Subject: by a script\r\n\r\nHello\r\n."));
    }

    // RFC 1870 §4: what EHLO says of SIZE.
    public async Task LeaveIfTooLargeAsync(long octets)
    {
        var size = offers.Split('\n').Select(line => line.Trim()[4..].Split(' ')).FirstOrDefault(words => words[0] == "SIZE")?[^1];
        if (!long.TryParse(size, CultureInfo.InvariantCulture, out var most) || octets <= most)
        {
            throw new IOException($"a message of {octets} octets is not too large here");
        }

        await QuitAsync();
    }

    public async Task QuitAsync()
    {
        Expect(221, await AskAsync("QUIT"));
        await CloseAsync();
    }

    /// <summary>Closes the connection, over TLS without a word as well.</summary>
    public Task CloseAsync()
    {
        if (socket.Connected)
        {
            socket.Shutdown(SocketShutdown.Both);
        }

        socket.Dispose();
        return Task.CompletedTask;
    }

    public Task ResetAsync()
    {
        socket.LingerState = new(enable: true, seconds: 0);
        socket.Dispose();
        return Task.CompletedTask;
    }

    // RFC 8446 §6.1: by close_notify.
    public async Task EndTlsAsync()
    {
        await (stream as SslStream ?? throw new IOException("there is no TLS to end")).ShutdownAsync();
        await CloseAsync();
    }

    /// <summary>Trusts this CA and no other.</summary>
    public static X509ChainPolicy TrustIn(X509Certificate2 ca) =>
        new() { TrustMode = X509ChainTrustMode.CustomRootTrust, CustomTrustStore = { ca }, RevocationMode = X509RevocationMode.NoCheck };

    private static SslClientAuthenticationOptions Options(string? serverName, X509Certificate2? verifyBy) => new()
    {
        // An empty server name is not sent as SNI (RFC 6066 §3), and no certificate is for it.
        TargetHost = serverName ?? "",
        CertificateChainPolicy = verifyBy is null ? null : TrustIn(verifyBy),
        RemoteCertificateValidationCallback = (_, _, _, faults) => verifyBy is null
            || faults is SslPolicyErrors.None || (faults is SslPolicyErrors.RemoteCertificateNameMismatch && serverName is null),
    };

    private static (Stream Stream, StreamReader Reader) On(Stream stream) => (stream, new StreamReader(stream, Encoding.Latin1));

    private static void Expect(int code, (int Code, string Text) answer)
    {
        if (answer.Code != code)
        {
            throw new IOException($"the answer was not {code} but '{answer.Text.Trim()}'");
        }
    }

    // RFC 5321 §4.2: replies of several lines too.
    private async Task<(int Code, string Text)> HearAsync()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        patience.CancelAfter(LongestSilence);
        var text = new StringBuilder();
        while (await reader.ReadLineAsync(patience.Token) is { Length: >= 3 } line)
        {
            text.AppendLine(line);
            if (line.Length == 3 || line[3] == ' ')
            {
                return (int.Parse(line.AsSpan(0, 3), CultureInfo.InvariantCulture), text.ToString());
            }
        }

        return (0, text.ToString());
    }
}
