using System.Net;

namespace MtaStsAudit.Deployment.Placement;

/// <summary>The 16 IPv6 addresses of a droplet: the /124 around its own one.</summary>
public static class IPv6Block
{
    /// <summary>How many addresses there are besides the droplet's own and the block's first, which stays unused.</summary>
    public const int Size = 14;

    /// <param name="number">1 to <see cref="Size"/>: counted upwards from the droplet's own address, from the block's end on to its beginning.</param>
    public static IPAddress Address(IPAddress own, int number)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(number, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(number, Size);
        var bytes = own.GetAddressBytes();
        var (block, first) = (bytes[^1] & 0xf0, bytes[^1] & 0x0f);
        var last = Enumerable.Range(1, 15).Select(step => (first + step) % 16).Where(nibble => nibble != 0).ElementAt(number - 1);
        bytes[^1] = (byte)(block | last);
        return new IPAddress(bytes);
    }
}
