namespace MtaStsAudit.Collector.TlsReports;

/// <summary>The checksum of RFC 1952 §8.</summary>
internal static class Crc32
{
    public const uint Begin = 0xFFFFFFFF;

    private const uint Polynomial = 0xEDB88320;

    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(octet => Remainder((uint)octet))];

    public static uint Add(uint check, ReadOnlySpan<byte> octets)
    {
        foreach (var octet in octets)
        {
            check = Table[(byte)(check ^ octet)] ^ (check >> 8);
        }

        return check;
    }

    public static uint End(uint check) => ~check;

    private static uint Remainder(uint octet)
    {
        for (var bit = 0; bit < 8; bit++)
        {
            octet = (octet & 1) != 0 ? Polynomial ^ (octet >> 1) : octet >> 1;
        }

        return octet;
    }
}
