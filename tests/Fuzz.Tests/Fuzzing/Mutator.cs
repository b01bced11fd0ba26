using System.Buffers.Binary;
using System.Text;

namespace MtaStsAudit.Fuzz.Tests.Fuzzing;

/// <summary>Spoils inputs, the same way for the same seed.</summary>
/// <param name="dictionary">Words of the target's grammar.</param>
internal sealed class Mutator(Random random, IReadOnlyList<byte[]> dictionary)
{
    private const int MostSteps = 5;
    private const int LongestRepeat = 4 * 1024;

    private static readonly byte[] TellingOctets = [0, 1, 9, 10, 13, 27, 32, 34, 58, 60, 62, 92, 127, 128, 0xC0, 0xED, 0xFE, 0xFF];
    private static readonly int[] TellingLengths = [0, 1, 2, 0x7FFFFFFF, unchecked((int)0x80000000), -1, 0xFFFF, 256 * 1024, (256 * 1024) + 1];
    private static readonly string[] TellingNumbers = ["0", "-1", "1e400", "2147483648", "9223372036854775808", "00000000001", "0x10", "1.5"];

    public byte[] Spoil(IReadOnlyList<byte[]> pool, int longest)
    {
        List<byte> octets = [.. pool[random.Next(pool.Count)]];
        var steps = 1 + random.Next(MostSteps);
        for (var step = 0; step < steps; step++)
        {
            Change(octets, pool);
            if (octets.Count > longest)
            {
                octets.RemoveRange(longest, octets.Count - longest);
            }
        }

        return [.. octets];
    }

    private void Change(List<byte> octets, IReadOnlyList<byte[]> pool)
    {
        var at = random.Next(octets.Count + 1);
        switch (random.Next(10))
        {
            case 0 when at < octets.Count:
                octets[at] ^= (byte)(1 << random.Next(8));
                break;
            case 1 when at < octets.Count:
                octets[at] = TellingOctets[random.Next(TellingOctets.Length)];
                break;
            case 2:
                octets.RemoveRange(at, Piece(octets.Count - at));
                break;
            case 3:
                Repeat(octets, at);
                break;
            case 4:
                var other = pool[random.Next(pool.Count)];
                var from = random.Next(other.Length + 1);
                octets.RemoveRange(at, octets.Count - at);
                octets.AddRange(other.AsSpan(from));
                break;
            case 5 or 6 when dictionary.Count > 0:
                octets.InsertRange(at, dictionary[random.Next(dictionary.Count)]);
                break;
            case 7 when at + sizeof(int) <= octets.Count:
                LieAboutLength(octets, at);
                break;
            case 8:
                LieAboutNumber(octets, at);
                break;
            default:
                octets.Insert(at, (byte)random.Next(256));
                break;
        }
    }

    private void Repeat(List<byte> octets, int at)
    {
        var piece = octets.GetRange(at, Piece(octets.Count - at));
        var times = piece.Count == 0 ? 0 : random.Next(1, 1 + Math.Min(64, LongestRepeat / piece.Count));
        for (var count = 0; count < times; count++)
        {
            octets.InsertRange(at, piece);
        }
    }

    private void LieAboutLength(List<byte> octets, int at)
    {
        Span<byte> lie = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(lie, random.Next(3) == 0
            ? BinaryPrimitives.ReadInt32BigEndian([.. octets.GetRange(at, sizeof(int))]) + random.Next(-2, 3)
            : TellingLengths[random.Next(TellingLengths.Length)]);
        for (var index = 0; index < lie.Length; index++)
        {
            octets[at + index] = lie[index];
        }
    }

    private void LieAboutNumber(List<byte> octets, int at)
    {
        var start = octets.FindIndex(Math.Min(at, Math.Max(0, octets.Count - 1)), octet => char.IsAsciiDigit((char)octet));
        if (start < 0)
        {
            return;
        }

        var end = octets.FindIndex(start, octet => !char.IsAsciiDigit((char)octet));
        octets.RemoveRange(start, (end < 0 ? octets.Count : end) - start);
        octets.InsertRange(start, Encoding.ASCII.GetBytes(TellingNumbers[random.Next(TellingNumbers.Length)]));
    }

    // Short pieces mostly, long ones now and then.
    private int Piece(int available) => random.Next(Math.Min(available, random.Next(4) == 0 ? 4096 : 24) + 1);
}
