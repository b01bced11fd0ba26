using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using MtaStsAudit.Model.Evidence;

namespace MtaStsAudit.Collector.PostfixLog;

/// <summary>Reads the log lines of Postfix's smtpd, as Postfix 3.7 and later write them with <c>smtpd_client_port_logging</c>.</summary>
internal static partial class SmtpdLine
{
    private const int LongestReason = 200;

    /// <summary>Null for a line that tells nothing of TLS or of a session's course.</summary>
    public static SmtpdEvent? Parse(string message) =>
        message switch
        {
            _ when message.StartsWith("connect from ", StringComparison.Ordinal) => Connected(message),
            _ when message.StartsWith("disconnect from ", StringComparison.Ordinal) => Disconnected(message),
            _ when EstablishedLine().Match(message) is { Success: true } match => Established(match),
            _ when message.StartsWith("TLS SNI ", StringComparison.Ordinal) => ServerName(message),
            _ when message.StartsWith("warning: TLS library problem: ", StringComparison.Ordinal) => LibraryProblem(message),
            _ when message.StartsWith("SSL_accept error from ", StringComparison.Ordinal) => AcceptError(message),
            _ => BrokenOff(message),
        };

    private static SmtpdEvent.Connected? Connected(string message) =>
        ConnectLine().Match(message) is { Success: true } match && ClientOf(match) is { } client ? new(client) : null;

    private static SmtpdEvent.Disconnected? Disconnected(string message) =>
        DisconnectLine().Match(message) is { Success: true } match && ClientOf(match) is { } client
            ? new(client, Commands(match.Groups["commands"].Value))
            : null;

    private static SmtpdEvent.TlsEstablished Established(Match match) =>
        new(new TlsParameters(match.Groups["protocol"].Value, match.Groups["cipher"].Value));

    private static SmtpdEvent.ServerNameSent? ServerName(string message) =>
        ServerNameLine().Match(message) is { Success: true } match ? new(match.Groups["name"].Value) : null;

    // "…:error:0A000418:SSL routines::tlsv1 alert unknown ca:../ssl/record/rec_layer_s3.c:1584:SSL alert number 48:"
    private static SmtpdEvent.TlsProblem LibraryProblem(string message)
    {
        var reason = LibraryReason().Match(message) is { Success: true } match ? match.Groups["reason"].Value : message;
        var alert = AlertNumber().Match(message) is { Success: true } number
            ? int.Parse(number.Groups["number"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture)
            : (int?)null;
        return new(new TlsFailure(alert, Cut(reason)));
    }

    private static SmtpdEvent.HandshakeFailed AcceptError(string message)
    {
        var end = message.LastIndexOf(": ", StringComparison.Ordinal);
        return new(end < 0 ? "handshake failed" : Cut(message[(end + 2)..]));
    }

    private static SmtpdEvent.BrokenOff? BrokenOff(string message)
    {
        if (BrokenOffLine().Match(message) is not { Success: true } match)
        {
            return null;
        }

        var ending = match.Groups["how"].Value switch
        {
            "lost connection" => SessionEnding.Lost,
            "timeout" => SessionEnding.TimedOut,
            _ => SessionEnding.ClosedByReceiver,
        };
        return new(ending, match.Groups["command"].Value);
    }

    private static SmtpClient? ClientOf(Match match) =>
        IPAddress.TryParse(match.Groups["address"].ValueSpan, out var address)
        && ushort.TryParse(match.Groups["port"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            ? SmtpClient.NamedByPostfix(match.Groups["host"].Value, address, port)
            : null;

    // "ehlo=1 starttls=0/1 commands=1/2": accepted/given, one number when they are equal. The total is left out.
    private static CommandSummary Commands(string text)
    {
        var commands = new Dictionary<string, CommandCount>();
        foreach (var match in CommandPart().Matches(text).Where(match => match.Groups["command"].Value != "commands"))
        {
            var accepted = Count(match.Groups["accepted"]);
            commands[match.Groups["command"].Value] = new(accepted, match.Groups["given"].Success ? Count(match.Groups["given"]) : accepted);
        }

        return new CommandSummary(commands);
    }

    private static int Count(Group digits) =>
        int.TryParse(digits.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : int.MaxValue;

    private static string Cut(string reason) => reason.Length > LongestReason ? reason[..LongestReason] : reason;

    private const string Client = @"(?<host>[^\s\[\]]+)\[(?<address>[0-9a-fA-F.:]+)\]:(?<port>\d{1,5})";

    [GeneratedRegex($"^connect from {Client}$")]
    private static partial Regex ConnectLine();

    [GeneratedRegex($"^disconnect from {Client}(?<commands>( [a-z]+=[0-9/]+)*)")]
    private static partial Regex DisconnectLine();

    [GeneratedRegex(@"^(Anonymous|Untrusted|Trusted|Verified) TLS connection established from \S+: (?<protocol>\S+) with cipher (?<cipher>\S+)")]
    private static partial Regex EstablishedLine();

    [GeneratedRegex(@"^TLS SNI (?<name>\S+) from \S+ ")]
    private static partial Regex ServerNameLine();

    [GeneratedRegex(@"error:[0-9A-F]+:[^:]*:[^:]*:(?<reason>[^:]+)", RegexOptions.NonBacktracking)]
    private static partial Regex LibraryReason();

    [GeneratedRegex(@"SSL alert number (?<number>\d{1,3})", RegexOptions.NonBacktracking)]
    private static partial Regex AlertNumber();

    [GeneratedRegex(@"^(?<how>lost connection|timeout|too many errors) after (?<command>.+?)(?: \(.*\))? from ", RegexOptions.NonBacktracking)]
    private static partial Regex BrokenOffLine();

    [GeneratedRegex(@"(?<command>[a-z]+)=(?<accepted>\d+)(?:/(?<given>\d+))?")]
    private static partial Regex CommandPart();
}
