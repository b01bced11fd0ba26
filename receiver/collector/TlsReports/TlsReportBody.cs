using System.Buffers;
using System.Text;
using MtaStsAudit.Model.Evidence;

namespace MtaStsAudit.Collector.TlsReports;

/// <summary>Why a body cannot be taken as a report.</summary>
internal enum TlsReportFault
{
    Empty,
    TooLarge,
    DamagedGzip,

    /// <summary>Neither text nor gzip.</summary>
    NotText,
}

/// <summary>A report's text, inflated; or why there is none. Whether it is JSON is seen when it is read.</summary>
internal readonly record struct TlsReportBody(string? Text, TlsReportFault? Fault)
{
    /// <summary>The limit before and after inflating, in octets.</summary>
    public const int Largest = 1024 * 1024;

    // A report that is compressed itself and once more as content encoding; nobody means more than that.
    private const int DeepestCompression = 2;

    // Where a file is no text, its beginning tells.
    private const int Beginning = 64;
    private const int BufferSize = 16 * 1024;

    /// <summary>What it came in; null for a body alone.</summary>
    public ReportEnvelope? Envelope { get; init; }

    /// <summary>Reads a body to its end, or to the limit.</summary>
    public static async Task<TlsReportBody> ReadAsync(Stream body, CancellationToken cancellationToken)
    {
        using var octets = new MemoryStream();
        var buffer = new byte[BufferSize];
        int read;
        while ((read = await body.ReadAsync(buffer, cancellationToken)) > 0)
        {
            if (octets.Length + read > Largest)
            {
                return new(null, TlsReportFault.TooLarge);
            }

            octets.Write(buffer, 0, read);
        }

        return Of(octets.ToArray());
    }

    /// <summary>Inflates what is compressed. The octets tell, not the declared type: senders mislabel both ways, and JSON never begins like gzip.</summary>
    public static TlsReportBody Of(byte[] octets)
    {
        if (octets.Length > Largest)
        {
            return new(null, TlsReportFault.TooLarge);
        }

        for (var depth = 0; GzipMembers.Begins(octets); depth++)
        {
            try
            {
                if (depth == DeepestCompression)
                {
                    return new(null, TlsReportFault.DamagedGzip);
                }

                if (GzipMembers.Inflate(octets, Largest) is not { } inflated)
                {
                    return new(null, TlsReportFault.TooLarge);
                }

                octets = inflated;
            }
            catch (InvalidDataException)
            {
                return new(null, TlsReportFault.DamagedGzip);
            }
        }

        return octets.AsSpan().Trim(" \t\r\n"u8).IsEmpty ? new(null, TlsReportFault.Empty)
            : !BeginsAsText(octets) ? new(null, TlsReportFault.NotText)
            // RFC 8460 §4: a report is I-JSON, hence UTF-8.
            : new(Encoding.UTF8.GetString(octets), null);
    }

    /// <summary>Whether the octets may be a report: JSON, or gzip that may hold it.</summary>
    public static bool MayBeReport(ReadOnlySpan<byte> beginning)
    {
        var text = beginning.StartsWith(Encoding.UTF8.Preamble) ? beginning[Encoding.UTF8.Preamble.Length..] : beginning;
        return GzipMembers.Begins(beginning) || text.TrimStart(" \t\r\n"u8) is [(byte)'{' or (byte)'[', ..];
    }

    private static bool BeginsAsText(byte[] octets) =>
        !octets.AsSpan(0, Math.Min(octets.Length, Beginning)).ContainsAnyExcept(TextOctets);

    private static readonly SearchValues<byte> TextOctets =
        SearchValues.Create([.. Enumerable.Range(0, 256).Where(octet => octet is >= ' ' or '\t' or '\r' or '\n').Select(octet => (byte)octet)]);
}
