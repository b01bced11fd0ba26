using System.Buffers.Binary;
using System.Collections.Frozen;
using System.Net;
using MtaStsAudit.Model.Settings;
using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Names;

namespace MtaStsAudit.Collector.Milter;

/// <summary>One SMTP session as Postfix tells it over the milter protocol. Pure: it is fed frames and says what to do.</summary>
/// <param name="opened">When Postfix came: it does so as soon as a client has connected.</param>
internal sealed class MilterSession(TextRoom room, DateTimeOffset opened)
{
    private const int MostHeloNames = 8;

    // Those that Postfix is told to send, and that are read here: nobody else's fill the memory.
    private static readonly FrozenSet<string> Known = ["daemon_name", "tls_version", "cipher", "i"];

    private readonly Dictionary<string, string> macros = [];
    private readonly List<string> heloNames = [];
    private ReceiverName? receiver;
    private SmtpClient? client;
    private TlsParameters? tls;
    private MilterMessage? message;
    private MilterMessage? handedOver;
    private bool brought;
    private bool headersKeepSpace;

    public MilterStep Take(MilterFrame frame)
    {
        // Postfix waits for the answer to a message before it goes on: that message is dealt with.
        handedOver?.GiveBack();
        handedOver = null;
        var payload = frame.Payload.Span;
        switch (frame.Command)
        {
            case MilterCommand.Negotiate:
                headersKeepSpace = MilterNegotiation.KeepsLeadingSpace(payload);
                return MilterNegotiation.Answer(payload) is { } answer ? new MilterStep.Answer(answer) : MilterStep.Close;
            case MilterCommand.Macro:
                Remember(payload);
                return MilterStep.Listen;
            case MilterCommand.Connect:
                return Connect(payload) ? MilterStep.Listen : MilterStep.Close;
            case MilterCommand.Helo:
                Greet(MilterText.First(payload));
                return MilterStep.Listen;
            case MilterCommand.Mail:
                tls = TlsNow();
                Forget();
                message = new MilterMessage(MilterText.Address(payload), room, headersKeepSpace);
                return MilterStep.Listen;
            case MilterCommand.Rcpt:
                message?.AddRecipient(MilterText.Address(payload));
                return message is { Recipients.Count: > Limits.Recipients } ? MilterStep.Close : MilterStep.Listen;
            case MilterCommand.Header:
                message?.AddHeader(payload);
                return MilterStep.Listen;
            case MilterCommand.EndOfHeaders:
                message?.EndHeaders();
                return MilterStep.Listen;
            case MilterCommand.Body:
                message?.AddBody(payload);
                return MilterStep.Listen;
            case MilterCommand.EndOfBody:
                // The last piece of a body may come with the end.
                message?.AddBody(payload);
                return Accept();
            case MilterCommand.Abort:
                Forget();
                return MilterStep.Listen;
            case MilterCommand.Data or MilterCommand.Unknown:
                return MilterStep.Listen;
            default:
                return MilterStep.Close;
        }
    }

    /// <summary>The session is over: what is left to record of it. Null when it brought mail, or was no session.</summary>
    public SessionHeard? End()
    {
        Forget();
        handedOver?.GiveBack();
        handedOver = null;
        return !brought && receiver is { } known && client is not null && heloNames.Count > 0
            ? new SessionHeard(known, client, heloNames, tls, opened)
            : null;
    }

    public void Committed() => brought = true;

    // The macros of a step come before it: the step's letter, then names and values in turn.
    private void Remember(ReadOnlySpan<byte> payload)
    {
        var left = payload.IsEmpty ? payload : payload[1..];
        while (!left.IsEmpty)
        {
            var name = MilterText.Next(ref left).Trim('{', '}');
            if (left.IsEmpty)
            {
                return;
            }

            var value = MilterText.Next(ref left);
            if (Known.Contains(name))
            {
                macros[name] = value;
            }
        }
    }

    private void Forget()
    {
        message?.GiveBack();
        message = null;
    }

    // Host name, address family ('4', '6', or others without an address), port, address.
    private bool Connect(ReadOnlySpan<byte> payload)
    {
        var nameEnd = payload.IndexOf((byte)0);
        if (nameEnd < 0
            || payload.Length < nameEnd + 4
            || !ReceiverName.TryParse(macros.GetValueOrDefault("daemon_name"), out var name))
        {
            return false;
        }

        var rest = payload[(nameEnd + 2)..];
        var addressText = MilterText.First(rest[sizeof(ushort)..]);
        if (!IPAddress.TryParse(addressText.Replace("IPv6:", "", StringComparison.OrdinalIgnoreCase), out var address))
        {
            return false;
        }

        receiver = name;
        client = SmtpClient.NamedByPostfix(MilterText.First(payload), address, BinaryPrimitives.ReadUInt16BigEndian(rest));
        return true;
    }

    // After STARTTLS the client greets again.
    private void Greet(string name)
    {
        tls = TlsNow();
        if (heloNames.Count < MostHeloNames)
        {
            heloNames.Add(name);
        }
    }

    private TlsParameters? TlsNow() =>
        macros.GetValueOrDefault("tls_version") is { Length: > 0 } version
            ? new TlsParameters(version, macros.GetValueOrDefault("cipher") ?? "")
            : null;

    private MilterStep Accept()
    {
        if (message is not { Recipients.Count: > 0 } done || receiver is not { } known || client is not { } from
            || !macros.TryGetValue("i", out var queueId))
        {
            return MilterStep.Close;
        }

        (message, handedOver) = (null, done);
        if (done is { IsForReports: true, LacksRoom: true })
        {
            return MilterStep.PutOff;
        }

        return new MilterStep.Accept(
            [.. done.Recipients.Select(recipient => new MessageAccepted(
                known, from, heloNames.LastOrDefault(), tls, done.MailFrom, recipient, ForwardPath.Parse(recipient)?.Token, queueId, done.Subject, done.Size, opened, done.Run))],
            done.Content,
            done.IsForReports,
            done.MessageId);
    }
}
