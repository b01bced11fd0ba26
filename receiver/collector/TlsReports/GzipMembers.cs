using System.Buffers.Binary;
using System.IO.Compression;

namespace MtaStsAudit.Collector.TlsReports;

/// <summary>
/// Inflates gzip (RFC 1952) as gzip(1) does: all members that follow each other, and without what comes after the last of them.
/// <see cref="GZipStream"/> takes an input that is cut off for one that ends.
/// </summary>
internal static class GzipMembers
{
    // A member costs a decompressor of its own; no reporter writes more than a few.
    private const int MostMembers = 256;

    private const int HeaderOctets = 10;
    private const int TrailerOctets = 8;
    private const int BufferSize = 16 * 1024;

    // RFC 1951 §3.2.3: a block of its own ends even the shortest data.
    private const int ShortestData = 2;

    /// <summary>RFC 1952 §2.3.1.</summary>
    public static bool Begins(ReadOnlySpan<byte> octets) => octets is [0x1f, 0x8b, ..];

    /// <returns>What was compressed; null when that is more than is wanted.</returns>
    /// <exception cref="InvalidDataException">A member is damaged or cut off.</exception>
    public static byte[]? Inflate(byte[] octets, int most)
    {
        using var inflated = new MemoryStream();
        var at = 0;
        for (var members = 0; members == 0 || BeginsMember(octets.AsSpan(at)); members++)
        {
            if (members == MostMembers)
            {
                return null;
            }

            if (InflateMember(octets, at, inflated, most) is not { } end)
            {
                return null;
            }

            at = end;
            // Padding, as tapes have it.
            while (at < octets.Length && octets[at] == 0)
            {
                at++;
            }
        }

        return inflated.ToArray();
    }

    // RFC 1952 §2.3.1: 8 is the only method there is. What begins otherwise is no member, but something that was left behind the last.
    private static bool BeginsMember(ReadOnlySpan<byte> octets) => octets is [0x1f, 0x8b, 8, ..];

    /// <returns>Where the member ends; null when there is more in it than is wanted.</returns>
    private static int? InflateMember(byte[] octets, int at, MemoryStream to, int most)
    {
        var data = at + HeaderLength(octets.AsSpan(at));
        using var deflate = new DeflateStream(new MemoryStream(octets, data, octets.Length - data, writable: false), CompressionMode.Decompress);
        var buffer = new byte[BufferSize];
        var (length, check) = (0u, Crc32.Begin);
        int read;
        while ((read = deflate.Read(buffer)) > 0)
        {
            if (to.Length + read > most)
            {
                return null;
            }

            length += (uint)read;
            check = Crc32.Add(check, buffer.AsSpan(0, read));
            to.Write(buffer, 0, read);
        }

        // DeflateStream does not say where the data ended. The trailer follows it: checksum and length, which are known by now.
        Span<byte> trailer = stackalloc byte[TrailerOctets];
        BinaryPrimitives.WriteUInt32LittleEndian(trailer, Crc32.End(check));
        BinaryPrimitives.WriteUInt32LittleEndian(trailer[sizeof(uint)..], length);
        var from = data + ShortestData;
        var found = from <= octets.Length ? octets.AsSpan(from).IndexOf(trailer) : -1;
        return found >= 0 ? from + found + TrailerOctets : throw new InvalidDataException("The data does not end in its checksum and length.");
    }

    // RFC 1952 §2.3
    private static int HeaderLength(ReadOnlySpan<byte> member)
    {
        const int headerCheck = 2, extra = 4, name = 8, comment = 16, reserved = 0xE0;
        if (member.Length < HeaderOctets || !BeginsMember(member) || (member[3] & reserved) != 0)
        {
            throw new InvalidDataException("The header is not one of gzip.");
        }

        var flags = member[3];
        var length = HeaderOctets;
        if ((flags & extra) != 0)
        {
            length += sizeof(ushort) + (member.Length >= length + sizeof(ushort) ? BinaryPrimitives.ReadUInt16LittleEndian(member[length..]) : 0);
        }

        foreach (var text in (ReadOnlySpan<int>)[name, comment])
        {
            if ((flags & text) != 0)
            {
                length += (length < member.Length ? member[length..].IndexOf((byte)0) : 0) + 1;
            }
        }

        length += (flags & headerCheck) != 0 ? sizeof(ushort) : 0;
        return length < member.Length ? length : throw new InvalidDataException("The header is cut off.");
    }
}
