using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using MtaStsAudit.Deployment.Local;
using MtaStsAudit.EndToEnd.Tests.Rig;
using MtaStsAudit.Model.Names;

namespace MtaStsAudit.EndToEnd.Tests.Scripted;

/// <summary>Plays a <see cref="SenderScript"/> against the local testbed, on real sockets, with mail to one audit's token.</summary>
internal sealed class ScriptedSender(AuditToken token)
{
    private IPAddress? from;
    private ScriptedSession? session;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <exception cref="InvalidOperationException">The script is none, or the testbed did not let it be played; it names the line.</exception>
    public static async Task PlayAsync(AuditToken token, string text)
    {
        var script = SenderScript.Parse(text);
        var sender = new ScriptedSender(token);
        foreach (var line in script.Value?.Lines ?? throw new InvalidOperationException($"The script cannot be played: {script.Error}"))
        {
            try
            {
                await sender.PlayAsync(line);
            }
            catch (Exception fault) when (fault is IOException or SocketException or InvalidOperationException or FormatException or HttpRequestException)
            {
                throw new InvalidOperationException($"The script cannot be played at {line}: {fault.Message}", fault);
            }
        }
    }

    private async Task PlayAsync(ScriptLine line)
    {
        switch (line.Command)
        {
            case "from":
                from = IPAddress.Parse(line.Words[0]);
                break;
            case "fetch":
                await FetchAsync(new ReceiverName(line.Words[0][0]));
                break;
            case "connect":
                session = await ScriptedSession.ConnectAsync(new ReceiverName(line.Words[0][0]), from, Cancelled);
                break;
            case "wait":
                await Task.Delay(TimeSpan.FromSeconds(double.Parse(line.Words[0], CultureInfo.InvariantCulture)), Cancelled);
                break;
            default:
                await PlayAsync(session ?? throw new InvalidOperationException("nothing is connected"), line);
                break;
        }
    }

    private Task PlayAsync(ScriptedSession on, ScriptLine line) => line.Command switch
    {
        "ehlo" => on.GreetAsync(line.Words[0]),
        "starttls" => on.StartTlsAsync(line.After("sni"), line.Says("verify") ? TrustedCa() : null),
        "starttls-cut" => on.CutHandshakeAsync(line.After("sni"), new(
            line.After("alert") is { } alert ? byte.Parse(alert, CultureInfo.InvariantCulture) : null, line.Says("reset"))),
        "say" => on.AskAsync(string.Join(' ', line.Words)),
        "size" => on.LeaveIfTooLargeAsync(long.Parse(line.Words[0], CultureInfo.InvariantCulture)),
        "deliver" => on.DeliverAsync(LocalRig.MailboxAt(on.Receiver.Value[0], token)),
        "quit" => on.QuitAsync(),
        "close" => on.CloseAsync(),
        "reset" => on.ResetAsync(),
        "close-notify" => on.EndTlsAsync(),
        var other => throw new UnreachableException($"'{other}' was let through by the parser."),
    };

    // RFC 8461 §3.3
    private async Task FetchAsync(ReceiverName letter)
    {
        using var handler = new SocketsHttpHandler
        {
            SslOptions = { CertificateChainPolicy = ScriptedSession.TrustIn(TrustedCa()) },
            ConnectCallback = async (_, cancellationToken) => new NetworkStream(
                await ScriptedSession.OpenAsync(new(LocalSite.Collector.V4, 443), from, cancellationToken), ownsSocket: true),
        };
        using var client = new HttpClient(handler);
        await client.GetStringAsync(new Uri($"https://mta-sts.{LocalRig.Names.MailDomain(letter)}/.well-known/mta-sts.txt"), Cancelled);
    }

    private static X509Certificate2 TrustedCa() => X509CertificateLoader.LoadCertificateFromFile(Path.Combine(LocalRig.StateFolder, "ca", "trusted.pem"));
}
