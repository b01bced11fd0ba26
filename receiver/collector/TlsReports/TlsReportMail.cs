using MimeKit;
using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.TlsReporting;

namespace MtaStsAudit.Collector.TlsReports;

/// <summary>Finds the report in a mail that was sent to a <c>rua=mailto:</c> address, RFC 8460 §5.3.</summary>
internal static class TlsReportMail
{
    // Deeper than any reporter nests, and an end to what anybody may send.
    private const int DeepestNesting = 8;

    // Each may swell to the limit when it is inflated.
    private const int MostTried = 4;
    private const int MostParts = 64;
    private const int LongestText = 512;

    // Enough to see what begins there, after white space.
    private const int Beginning = 64;

    /// <summary>Read with the same limits wherever a mail is read: by the parts, and for its signature.</summary>
    public static MimeMessage Load(ReadOnlyMemory<byte> message, CancellationToken cancellationToken = default)
    {
        using var stream = new MemoryStream(message.ToArray(), writable: false);
        return MimeMessage.Load(new ParserOptions { MaxMimeDepth = DeepestNesting }, stream, cancellationToken);
    }

    /// <summary>The report in the mail; empty for a mail that holds none.</summary>
    /// <remarks>
    /// RFC 8460 §5.3: a mail carries one report, in a part of a type of its own. The mailbox exists for reports, so a part of any other
    /// type is taken as well when its octets are a report, or its name is a report's.
    /// </remarks>
    /// <param name="message">Header and body as received.</param>
    /// <param name="queueId">Postfix's id of the mail.</param>
    public static IReadOnlyList<TlsReportBody> Read(ReadOnlyMemory<byte> message, string? queueId = null)
    {
        try
        {
            using var mail = Load(message);
            var parts = mail.BodyParts.OfType<MimePart>().Take(MostParts).ToList();
            return [.. Chosen(parts).Take(1).Select(found => found.Body with { Envelope = EnvelopeOf(mail, found.Part, queueId) })];
        }
        catch (FormatException)
        {
            // Not a message at all.
            return [];
        }
    }

    private static IEnumerable<(MimePart Part, TlsReportBody Body)> Chosen(List<MimePart> parts)
    {
        var declared = parts.Find(HasTypeOfReport);
        if (declared is not null && BodyOf(declared) is var body && (body.Text is null || IsReport(body)))
        {
            return [(declared, body)];
        }

        var read = parts.Where(part => HasNameOfReport(part) || MayBeReport(part)).Take(MostTried).Select(part => (Part: part, Body: BodyOf(part))).ToList();
        // What is a report first, then what was meant as one and cannot be read.
        return read.Where(one => IsReport(one.Body))
            .Concat(declared is null ? [] : [(declared, BodyOf(declared))])
            .Concat(read.Where(one => HasNameOfReport(one.Part) || IsPacked(one.Part)));
    }

    private static bool HasTypeOfReport(MimePart part) =>
        part.ContentType.IsMimeType("application", "tlsrpt+gzip") || part.ContentType.IsMimeType("application", "tlsrpt+json");

    // RFC 8460 §5.1: the file name of a report.
    private static bool HasNameOfReport(MimePart part) =>
        part.FileName is { } name
        && (name.EndsWith(".json.gz", StringComparison.OrdinalIgnoreCase)
            || name.EndsWith(".json", StringComparison.OrdinalIgnoreCase)
            || ReportedNames.InFileName(name) is not null);

    private static bool IsPacked(MimePart part) =>
        part.ContentType.IsMimeType("application", "gzip") || part.ContentType.IsMimeType("application", "x-gzip");

    private static bool MayBeReport(MimePart part)
    {
        if (part.Content is not { } content)
        {
            return false;
        }

        using var octets = content.Open();
        var beginning = new byte[Beginning];
        return TlsReportBody.MayBeReport(beginning.AsSpan(0, octets.ReadAtLeast(beginning, Beginning, throwOnEndOfStream: false)));
    }

    private static bool IsReport(TlsReportBody body) => body.Text is { } text && TlsReportParser.Parse(text).IsValid;

    private static TlsReportBody BodyOf(MimePart part)
    {
        using var octets = new MemoryStream();
        part.Content?.DecodeTo(octets);
        return TlsReportBody.Of(octets.ToArray());
    }

    private static ReportEnvelope EnvelopeOf(MimeMessage mail, MimePart part, string? queueId) =>
        new(ByMail: true, Cut(part.FileName), Cut(mail.Headers["TLS-Report-Domain"]), Cut(mail.Subject), queueId);

    private static string? Cut(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim() is var trimmed ? trimmed[..Math.Min(trimmed.Length, LongestText)] : null;
}
