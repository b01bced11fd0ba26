using System.Globalization;
using System.Text;
using MtaStsAudit.Model.Evidence;

namespace MtaStsAudit.Collector.Api;

/// <summary>Evidence in the words and layout of the original's log lines.</summary>
internal static class PollLines
{
    public static IEnumerable<PollLine> Of(EvidenceRecord record, ReadOnlyMemory<byte>? content)
    {
        var when = record.At.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        return record.What switch
        {
            MessageAccepted message => [new("postfix", when, Described(message)), .. ContentLines(when, content)],
            PolicyFetched fetch => [new("HTTPS", when, Described(fetch))],
            TlsReportReceived report => [new("TLSRPT", when, report.Report)],
            _ => [],
        };
    }

    private static string Described(MessageAccepted message) =>
        $"""
        Message Received:
        		ENVID: 
        		SENDER: {message.MailFrom}
        		ORIGINAL_RECIPIENT: {message.RcptTo}
        		CLIENT_ADDRESS: {message.Client.Address}
        		CLIENT_HELO: {message.HeloName}
        		CLIENT_HOSTNAME: {message.Client.VerifiedHostName ?? "unknown"}
        		CLIENT_PROTOCOL: {(message.Tls is null ? "ESMTP" : "ESMTPS")}
        """;

    private static string Described(PolicyFetched fetch) =>
        $"""
        HTTP connection:
        			X-Forwarded-For: {fetch.Client}
        			Host: {fetch.ServerName}
        			User Agent: {fetch.UserAgent}
        """;

    private static IEnumerable<PollLine> ContentLines(string when, ReadOnlyMemory<byte>? content) =>
        content is { } octets
            ? Encoding.UTF8.GetString(octets.Span).ReplaceLineEndings("\n").TrimEnd('\n').Split('\n').Select(line => new PollLine("postfix", when, $"MSG: {line}"))
            : [];
}
