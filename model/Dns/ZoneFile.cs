using System.Globalization;
using System.Text;

namespace MtaStsAudit.Model.Dns;

/// <summary>Prints records as a zone in master file form, RFC 1035 §5.</summary>
public static class ZoneFile
{
    // RFC 1035 §3.3: a character string holds at most 255 octets.
    private const int LongestString = 255;

    /// <param name="origin">The zone's name, without the final dot.</param>
    /// <param name="nameServer">The host that serves the zone.</param>
    public static string Print(string origin, string nameServer, IEnumerable<DnsRecord> records, int ttlSeconds)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"$ORIGIN {origin}.\n$TTL {ttlSeconds}\n");
        text.Append(CultureInfo.InvariantCulture, $"@ SOA {nameServer}. hostmaster.{nameServer}. 1 3600 600 86400 {ttlSeconds}\n");
        text.Append(CultureInfo.InvariantCulture, $"@ NS {nameServer}.\n");
        foreach (var record in records)
        {
            text.Append(Line(record)).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>One record, its names whole.</summary>
    public static string Line(DnsRecord record) => $"{record.Owner}. {record.Type} {DataOf(record)}";

    private static string DataOf(DnsRecord record) => record.Type switch
    {
        DnsRecordType.MX => $"{record.Preference} {record.Value}.",
        DnsRecordType.PTR or DnsRecordType.CNAME => $"{record.Value}.",
        DnsRecordType.TXT when record.SplitAt is { } at => $"{Quoted(record.Value[..at])} {Quoted(record.Value[at..])}",
        DnsRecordType.TXT => string.Join(' ', record.Value.Chunk(LongestString).Select(part => Quoted(new string(part)))),
        DnsRecordType.CAA => $"0 {record.Tag} {Quoted(record.Value)}",
        DnsRecordType.A or DnsRecordType.AAAA => record.Value,
    };

    private static string Quoted(string text) =>
        $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
