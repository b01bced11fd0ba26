using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using MtaStsAudit.Model;
using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Inbound;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Probes.Certificates;
using MtaStsAudit.Probes.Dns;
using MtaStsAudit.Probes.Network;

namespace MtaStsAudit.Probes.Smtp;

/// <summary>
/// Sees whether an MX host does TLS: EHLO, STARTTLS, EHLO again, and never a mail. It leaves as no sender that refuses would, see
/// <see cref="Leaving"/>.
/// </summary>
internal sealed class StartTlsProbe(DomainLookup lookup, InboundOptions options)
{
    public async Task<MxProbe> ProbeAsync(DomainName host, CancellationToken cancellationToken)
    {
        var found = await ContactableHost.FindAsync(host.Value, lookup, options.AllowAnyAddress, cancellationToken);
        if (found.Obstacle is { } obstacle)
        {
            return new(OutcomeFor(obstacle), Detail: found.Detail);
        }

        return await ProbeAsync(host, found.Addresses, cancellationToken);
    }

    /// <summary>Talks to the first of some addresses that answers.</summary>
    public async Task<MxProbe> ProbeAsync(DomainName host, IReadOnlyList<IPAddress> addresses, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(options.ProbeLimit);
        try
        {
            await using var stream = await Connection.OpenAsync(addresses, options.SmtpPort, options, limit.Token);
            return await TalkAsync(host, stream, limit.Token);
        }
        catch (SocketException fault)
        {
            return new(LocalNetwork.IsReasonFor(fault) ? MxProbeOutcome.NoRoute
                : fault.SocketErrorCode == SocketError.TimedOut ? MxProbeOutcome.NoAnswer
                : MxProbeOutcome.Unreachable, Detail: fault.Message);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new(MxProbeOutcome.NoAnswer, Detail: TooSlow);
        }
    }

    private string TooSlow => $"it took longer than {options.ProbeLimit.TotalSeconds:0.#} seconds";

    private async Task<MxProbe> TalkAsync(DomainName host, NetworkStream stream, CancellationToken cancellationToken)
    {
        var address = ((IPEndPoint)stream.Socket.RemoteEndPoint!).Address;
        var dialogue = new SmtpDialogue(stream);
        try
        {
            var greeting = await dialogue.ReadReplyAsync(cancellationToken);
            if (!IsPositive(greeting))
            {
                return new(MxProbeOutcome.NoService, address, Words(greeting));
            }

            var hello = await dialogue.AskAsync(Greeting(stream), cancellationToken);
            if (!IsPositive(hello))
            {
                await Leaving.AsNoSenderWouldAsync(dialogue, cancellationToken);
                return new(MxProbeOutcome.NoService, address, Words(hello));
            }

            if (!hello.Value!.Offers("STARTTLS"))
            {
                await Leaving.AsNoSenderWouldAsync(dialogue, cancellationToken);
                return new(MxProbeOutcome.StartTlsNotOffered, address);
            }

            var ready = await dialogue.AskAsync("STARTTLS", cancellationToken);
            if (!IsPositive(ready))
            {
                await Leaving.AsNoSenderWouldAsync(dialogue, cancellationToken);
                return new(MxProbeOutcome.StartTlsRefused, address, Words(ready));
            }

            // RFC 3207 §4.2: what came in clear text must be forgotten; after the reply to STARTTLS nothing may come.
            return dialogue.HasMore
                ? new(MxProbeOutcome.TlsFailed, address, "the server said more in clear text after its answer to STARTTLS")
                : await HandshakeAsync(host, stream, address, cancellationToken);
        }
        catch (IOException fault)
        {
            return new(MxProbeOutcome.NoService, address, ConnectionFault.WordsOf(fault));
        }
        catch (OperationCanceledException)
        {
            return new(MxProbeOutcome.NoService, address, TooSlow);
        }
    }

    private async Task<MxProbe> HandshakeAsync(DomainName host, NetworkStream stream, IPAddress address, CancellationToken cancellationToken)
    {
        var check = new CertificateCheck(host.Value, options.TrustedRoots, acceptsFaults: true);
        await using var tls = new SslStream(stream, leaveInnerStreamOpen: true);
        try
        {
            await tls.AuthenticateAsClientAsync(check.Options, cancellationToken);
        }
        catch (Exception fault) when (fault is AuthenticationException or IOException)
        {
            return new(MxProbeOutcome.TlsFailed, address, ConnectionFault.WordsOf(fault));
        }

        var seen = new MxProbe(MxProbeOutcome.Encrypted, address, "",
            new TlsParameters(NameOf(tls.SslProtocol), tls.NegotiatedCipherSuite.ToString()), check.Facts);
        // RFC 3207 §4.2: after the handshake both sides begin anew, with EHLO.
        return seen with { Mail = await Leaving.AsNoSenderWouldAsync(new SmtpDialogue(tls), cancellationToken, Greeting(stream)) };
    }

    private string Greeting(NetworkStream stream) => $"EHLO {options.HeloName ?? AddressLiteral.Of(stream)}";

    // OpenSSL's words, as in the Postfix log.
    private static string NameOf(SslProtocols protocol) => protocol switch
    {
        SslProtocols.Tls13 => "TLSv1.3",
        SslProtocols.Tls12 => "TLSv1.2",
        var older => older.ToString(),
    };

    private static bool IsPositive(Parsed<SmtpReply> reply) => reply.Value?.IsPositive == true;

    private static string Words(Parsed<SmtpReply> reply) => reply.Value?.ToString() ?? reply.Error!;

    private static MxProbeOutcome OutcomeFor(Obstacle obstacle) => obstacle switch
    {
        Obstacle.LookupFailed => MxProbeOutcome.LookupFailed,
        Obstacle.NoAddress => MxProbeOutcome.NoAddress,
        Obstacle.NotPublic => MxProbeOutcome.AddressNotPublic,
    };
}
