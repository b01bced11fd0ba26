using System.IO.Compression;
using System.Text;

namespace MtaStsAudit.Collector.Tests.TlsReports;

internal static class Gzip
{
    public static byte[] Of(string text) => Of(Encoding.UTF8.GetBytes(text));

    public static byte[] Of(byte[] octets)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize))
        {
            gzip.Write(octets);
        }

        return packed.ToArray();
    }
}
