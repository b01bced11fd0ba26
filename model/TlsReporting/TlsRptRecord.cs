using MtaStsAudit.Model.Names;

namespace MtaStsAudit.Model.TlsReporting;

/// <summary>The TXT record at <c>_smtp._tls</c> that says where TLS reports go, RFC 8460 §3.</summary>
/// <param name="ReportUris"><c>https:</c> or <c>mailto:</c> URIs, at least one: a record with one that can be used is a record.</param>
public sealed record TlsRptRecord(IReadOnlyList<Uri> ReportUris)
{
    public const string OwnerLabels = "_smtp._tls";

    /// <summary>What a record begins with to count beside other TXT records. The ABNF lets a space stand before the semicolon.</summary>
    public const string Begin = "v=TLSRPTv1;";

    /// <summary>Where no report can be sent, and why, in words; reporters pass over these.</summary>
    public IReadOnlyList<string> Unusable { get; init; } = [];

    public string Print() => $"{Begin} rua={string.Join(',', ReportUris.Select(Escaped))}";

    /// <summary>Reads one text by the ABNF of RFC 8460 §3.</summary>
    public static Parsed<TlsRptRecord> Parse(string text)
    {
        var read = TagList.Parse(text, "TLSRPTv1");
        if (!read.IsValid)
        {
            return Invalid(read.Error);
        }

        if (read.Value.Where(field => field.Key != "rua").Select(TagList.ExtensionFault).FirstOrDefault(fault => fault is not null) is { } wrong)
        {
            return Invalid(wrong);
        }

        // RFC 8460 §3: more than one rua may be declared.
        var addresses = read.Value.Where(field => field.Key == "rua").SelectMany(field => field.Value.Split(','))
            .Select(part => ReportAddress.Parse(part.Trim(' ', '\t'))).ToList();
        if (addresses.Count == 0)
        {
            return Invalid("the record has no rua");
        }

        var unusable = addresses.Where(address => !address.IsValid).Select(address => address.Error!).ToList();
        return addresses.Count > unusable.Count
            ? Parsed<TlsRptRecord>.Valid(new([.. addresses.Select(address => address.Value).OfType<Uri>()]) { Unusable = unusable })
            : Invalid(string.Join("; ", unusable));
    }

    /// <summary>Picks the one record out of all TXT records at the name.</summary>
    public static Parsed<TlsRptRecord> Select(IEnumerable<string> texts)
    {
        var all = texts.ToList();

        // RFC 8460 §3: of several records those that do not begin with "v=TLSRPTv1;" are discarded; if not exactly one is left, no reports
        // are sent. A record that stands alone is read by the ABNF.
        var meant = all.Count == 1 && Parse(all[0]).IsValid ? all : all.FindAll(text => text.StartsWith(Begin, StringComparison.Ordinal));
        return meant.Count == 1 ? Parse(meant[0]) : Invalid($"{meant.Count} records begin with {Begin} there must be exactly one");
    }

    // RFC 8460 §3: "!", "," and ";" within a URI are percent-encoded, since they separate.
    private static string Escaped(Uri uri) => uri.AbsoluteUri
        .Replace("!", "%21", StringComparison.Ordinal)
        .Replace(",", "%2C", StringComparison.Ordinal)
        .Replace(";", "%3B", StringComparison.Ordinal);

    private static Parsed<TlsRptRecord> Invalid(string error) => Parsed<TlsRptRecord>.Invalid(error);
}
