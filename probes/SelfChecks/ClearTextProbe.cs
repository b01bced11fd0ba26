using System.Net;
using System.Net.Sockets;
using MtaStsAudit.Model;
using MtaStsAudit.Model.SelfChecks;
using MtaStsAudit.Probes.Network;
using MtaStsAudit.Probes.Smtp;

namespace MtaStsAudit.Probes.SelfChecks;

/// <summary>
/// Goes up to MAIL without STARTTLS and leaves: sees whether mail would be taken in clear text, and whether it is taken at all. Where every
/// message is put off the first time, it tries one.
/// </summary>
internal sealed class ClearTextProbe(InboundOptions options)
{
    /// <param name="recipient">Of a message that is to be put off; null: none is tried.</param>
    public async Task<ClearTextSession> ProbeAsync(IPAddress address, string? recipient, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(options.ProbeLimit);
        try
        {
            await using var stream = await Connection.OpenAsync([address], options.SmtpPort, options, limit.Token);
            return await TalkAsync(stream, recipient, limit.Token);
        }
        catch (Exception fault) when (fault is SocketException or IOException)
        {
            return new(null, ConnectionFault.WordsOf(fault));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new(null, $"it took longer than {options.ProbeLimit.TotalSeconds:0.#} seconds");
        }
    }

    private async Task<ClearTextSession> TalkAsync(NetworkStream stream, string? recipient, CancellationToken cancellationToken)
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
        int? content = recipient is not null && mail.Value is { IsPositive: true } ? (await SendAsync(dialogue, recipient, cancellationToken)).Value?.Code : null;
        await dialogue.SendAsync("QUIT", cancellationToken);
        return new(mail.Value?.Code, Words(mail), content);
    }

    // Each has a Message-ID of its own, and so is new.
    private static async Task<Parsed<SmtpReply>> SendAsync(SmtpDialogue dialogue, string recipient, CancellationToken cancellationToken)
    {
        foreach (var command in (string[])[$"RCPT TO:<{recipient}>", "DATA"])
        {
            var reply = await dialogue.AskAsync(command, cancellationToken);
            if (reply.Value is not { Code: < 400 })
            {
                return reply;
            }
        }

        return await dialogue.AskAsync($"Message-ID: <{Guid.NewGuid()}@self-check.invalid>\r\nSubject: self-check\r\n\r\n.", cancellationToken);
    }

    private static string Words(Parsed<SmtpReply> reply) => reply.Value?.ToString() ?? reply.Error!;
}
