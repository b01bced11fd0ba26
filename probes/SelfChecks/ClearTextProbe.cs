using System.Net;
using System.Net.Sockets;
using MtaStsAudit.Model;
using MtaStsAudit.Model.SelfChecks;
using MtaStsAudit.Probes.Network;
using MtaStsAudit.Probes.Smtp;

namespace MtaStsAudit.Probes.SelfChecks;

/// <summary>Goes up to MAIL without STARTTLS and leaves: sees whether mail would be taken in clear text, and whether it is taken at all.</summary>
internal sealed class ClearTextProbe(InboundOptions options)
{
    public async Task<ClearTextSession> ProbeAsync(IPAddress address, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(options.ProbeLimit);
        try
        {
            await using var stream = await Connection.OpenAsync([address], options.SmtpPort, options, limit.Token);
            return await TalkAsync(stream, limit.Token);
        }
        catch (Exception fault) when (fault is SocketException or IOException)
        {
            return new(null, fault.GetBaseException().Message);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new(null, $"it took longer than {options.ProbeLimit.TotalSeconds:0.#} seconds");
        }
    }

    private async Task<ClearTextSession> TalkAsync(NetworkStream stream, CancellationToken cancellationToken)
    {
        var dialogue = new SmtpDialogue(stream);
        var greeting = await dialogue.ReadReplyAsync(cancellationToken);
        if (greeting.Value is not { IsPositive: true })
        {
            return new(null, Words(greeting));
        }

        var hello = await dialogue.AskAsync($"EHLO {options.HeloName ?? AddressLiteral.Of(stream)}", cancellationToken);
        if (hello.Value is not { IsPositive: true })
        {
            return new(null, Words(hello));
        }

        var mail = await Leaving.AskForMailAsync(dialogue, cancellationToken);
        await dialogue.SendAsync("QUIT", cancellationToken);
        return new(mail.Value?.Code, Words(mail));
    }

    private static string Words(Parsed<SmtpReply> reply) => reply.Value?.ToString() ?? reply.Error!;
}
