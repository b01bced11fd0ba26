using System.Buffers.Binary;

namespace MtaStsAudit.Front.Tls;

/// <summary>Reads what TLS consists of (RFC 8446 §3): numbers, and vectors with their length before them.</summary>
internal ref struct OctetReader(ReadOnlySpan<byte> octets)
{
    private ReadOnlySpan<byte> rest = octets;

    public readonly bool IsAtEnd => rest.IsEmpty;

    /// <returns>False when there are not so many.</returns>
    public bool TryTake(int count, out ReadOnlySpan<byte> taken)
    {
        if (count > rest.Length)
        {
            taken = default;
            return false;
        }

        taken = rest[..count];
        rest = rest[count..];
        return true;
    }

    public bool TryReadNumber(out int number)
    {
        number = TryTake(sizeof(ushort), out var octets) ? BinaryPrimitives.ReadUInt16BigEndian(octets) : -1;
        return number >= 0;
    }

    /// <summary>A vector with a length of one octet.</summary>
    public bool TryReadShortVector(out ReadOnlySpan<byte> vector)
    {
        vector = default;
        return TryTake(1, out var length) && TryTake(length[0], out vector);
    }

    /// <summary>A vector with a length of two octets.</summary>
    public bool TryReadVector(out ReadOnlySpan<byte> vector)
    {
        vector = default;
        return TryReadNumber(out var length) && TryTake(length, out vector);
    }
}
