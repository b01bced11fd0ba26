using System.Globalization;
using MtaStsAudit.Model.Evidence;

namespace MtaStsAudit.Model.Verdicts;

/// <summary>The words for evidence. They repeat what a sender wrote of itself, as it came: what shows them makes them safe first.</summary>
public static class EvidenceWording
{
    /// <summary>One connection: who, how it greeted, what it asked for, how it ended.</summary>
    public static string Of(SmtpSession session)
    {
        List<string> parts =
        [
            $"{Numbers([.. session.Records.Select(record => record.Id)])} {Time(session.From)} from {Of(session.Client)}",
            session.HeloNames.Count == 0 ? "no EHLO name recorded" : $"EHLO {string.Join(", then ", session.HeloNames)}",
            session.Tls is { } tls ? $"{tls.Protocol} {tls.Cipher}" : "no TLS",
        ];
        foreach (var message in session.Delivered)
        {
            parts.Add($"mail from <{message.MailFrom}> accepted as {message.QueueId}");
        }

        if (session.Records.Any(record => record.What is MessagePutOff))
        {
            parts.Add("a message put off with 451, by design");
        }

        if (session.End is { } end)
        {
            parts.Add($"commands {end.Commands}");
            if (end.TlsFailure is { } failure)
            {
                parts.Add(Of(failure));
            }

            parts.Add(Of(end.Ending, end.LastCommand) + (session.Messages.Count == 0 ? ", without mail" : ""));
        }

        return string.Join("; ", parts);
    }

    public static string Of(PolicyFetched fetch, EvidenceRecord record) =>
        $"{Numbers([record.Id])} {Time(record.At)} https://{fetch.ServerName}/.well-known/mta-sts.txt asked for by {fetch.Client}"
        + $" ({fetch.UserAgent ?? "no user agent"}), {fetch.TlsProtocol}, answered {fetch.Status}"
        + (fetch.PolicyId is { } id ? $" with policy {id}" : "")
        + (fetch.ChangesAt is not { } changes ? "" : fetch.HasChanged ? ", which by design is not what it was at first" : $", until {Time(changes)} by design");

    public static string Of(TlsFailure failure) => failure.Alert is { } alert
        ? $"TLS alert {alert} ({NameOfAlert(alert)}) from the client"
        : $"TLS failed: {failure.Reason}";

    public static string Of(SessionEnding ending, string? lastCommand) => ending switch
    {
        SessionEnding.Quit => "left with QUIT",
        SessionEnding.Lost => $"connection closed{(lastCommand is null ? "" : $" after {lastCommand}")}",
        SessionEnding.TimedOut => $"silent for too long{(lastCommand is null ? "" : $" after {lastCommand}")}",
        SessionEnding.ClosedByReceiver => "ended by the receiver",
    };

    private static string Of(SmtpClient client) =>
        $"{(client.Address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 ? $"[{client.Address}]" : client.Address)}:{client.Port}"
        + $" ({client.VerifiedHostName ?? "no verified name"})";

    // RFC 8446 §6
    private static string NameOfAlert(int alert) => alert switch
    {
        40 => "handshake failure",
        42 => "bad certificate",
        43 => "unsupported certificate",
        44 => "certificate revoked",
        45 => "certificate expired",
        46 => "certificate unknown",
        47 => "illegal parameter",
        48 => "unknown CA",
        70 => "protocol version",
        80 => "internal error",
        _ => "see RFC 8446 §6",
    };

    private static string Numbers(IReadOnlyList<long> ids) => string.Join(' ', ids.Select(id => $"#{id}"));

    private static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
