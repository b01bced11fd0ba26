using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace MtaStsAudit.Collector.TlsReports;

/// <summary>Why a body cannot be taken as a report.</summary>
internal enum TlsReportFault
{
    Empty,
    TooLarge,
    DamagedGzip,
}

/// <summary>A report's text, inflated; or why there is none. Whether it is JSON is seen when it is read.</summary>
internal readonly record struct TlsReportBody(string? Text, TlsReportFault? Fault)
{
    /// <summary>The limit before and after inflating, in octets.</summary>
    public const int Largest = 1024 * 1024;

    // A report that is compressed itself and once more as content encoding; nobody means more than that.
    private const int DeepestCompression = 2;

    // RFC 1952 §2.3: a header of 10 octets and a trailer of 8.
    private const int ShortestGzip = 18;
    private const int BufferSize = 16 * 1024;

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

        for (var depth = 0; IsGzip(octets); depth++)
        {
            try
            {
                if (depth == DeepestCompression || octets.Length < ShortestGzip)
                {
                    return new(null, TlsReportFault.DamagedGzip);
                }

                if (Inflated(octets) is not { } inflated)
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

        // RFC 8460 §4: a report is I-JSON, hence UTF-8.
        return octets.AsSpan().Trim(" \t\r\n"u8).IsEmpty ? new(null, TlsReportFault.Empty) : new(Encoding.UTF8.GetString(octets), null);
    }

    // RFC 1952 §2.3.1.
    private static bool IsGzip(byte[] octets) => octets is [0x1f, 0x8b, ..];

    // RFC 1952 §2.2: members simply follow each other, and the limit is for all of them together.
    private static byte[]? Inflated(byte[] octets)
    {
        using var gzip = new GZipStream(new MemoryStream(octets), CompressionMode.Decompress);
        using var inflated = new MemoryStream();
        var buffer = new byte[BufferSize];
        int read;
        while ((read = gzip.Read(buffer)) > 0)
        {
            if (inflated.Length + read > Largest)
            {
                return null;
            }

            inflated.Write(buffer, 0, read);
        }

        return IsWhole(octets, inflated.Length) ? inflated.ToArray() : throw new InvalidDataException();
    }

    // GZipStream takes the end of its input for the end of the data. RFC 1952 §2.3.1: a member ends in its length.
    private static bool IsWhole(byte[] octets, long inflated)
    {
        var lastMember = BinaryPrimitives.ReadUInt32LittleEndian(octets.AsSpan(octets.Length - sizeof(uint)));
        return lastMember <= inflated && (lastMember > 0 || inflated == 0);
    }
}
