using MimeKit;

namespace MtaStsAudit.Collector.TlsReports;

/// <summary>Finds the report in a mail that was sent to a <c>rua=mailto:</c> address, RFC 8460 §5.3.</summary>
internal static class TlsReportMail
{
    // Deeper than any reporter nests, and an end to what anybody may send.
    private const int DeepestNesting = 8;

    /// <summary>The report in the first part that is meant as one; empty for any other mail.</summary>
    /// <remarks>RFC 8460 §5.3: a mail carries one report. Of more parts each could swell to the limit.</remarks>
    /// <param name="message">Header and body as received.</param>
    public static IReadOnlyList<TlsReportBody> Read(ReadOnlyMemory<byte> message)
    {
        try
        {
            using var stream = new MemoryStream(message.ToArray(), writable: false);
            using var mail = MimeMessage.Load(new ParserOptions { MaxMimeDepth = DeepestNesting }, stream);
            var isReport = IsAnnounced(mail);
            return [.. mail.BodyParts.OfType<MimePart>().Where(part => IsReport(part, isReport)).Take(1).Select(BodyOf)];
        }
        catch (FormatException)
        {
            // Not a message at all.
            return [];
        }
    }

    // RFC 8460 §5.3: the mail is multipart/report with report-type "tlsrpt" and says so in its header as well.
    private static bool IsAnnounced(MimeMessage mail) =>
        mail.Headers.Contains("TLS-Report-Domain")
        || mail.Headers.Contains("TLS-Report-Submitter")
        || (mail.Body is Multipart { ContentType: { } type }
            && type.IsMimeType("multipart", "report")
            && "tlsrpt".Equals(type.Parameters["report-type"], StringComparison.OrdinalIgnoreCase));

    private static bool IsReport(MimePart part, bool isAnnounced) =>
        part.ContentType.IsMimeType("application", "tlsrpt+gzip")
        || part.ContentType.IsMimeType("application", "tlsrpt+json")
        || (isAnnounced && IsReportInOtherWords(part));

    // Some reporters label the attachment as what it is made of.
    private static bool IsReportInOtherWords(MimePart part) =>
        part.ContentType.IsMimeType("application", "gzip")
        || part.ContentType.IsMimeType("application", "x-gzip")
        || part.ContentType.IsMimeType("application", "json")
        || (part.ContentType.IsMimeType("application", "octet-stream")
            && (part.FileName?.EndsWith(".json.gz", StringComparison.OrdinalIgnoreCase) == true
                || part.FileName?.EndsWith(".json", StringComparison.OrdinalIgnoreCase) == true));

    private static TlsReportBody BodyOf(MimePart part)
    {
        using var octets = new MemoryStream();
        part.Content?.DecodeTo(octets);
        return TlsReportBody.Of(octets.ToArray());
    }
}
