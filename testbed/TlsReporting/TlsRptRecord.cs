using MtaStsAudit.Testbed.Names;

namespace MtaStsAudit.Testbed.TlsReporting;

/// <summary>The TXT record at <c>_smtp._tls</c> that says where TLS reports go, RFC 8460 §3.</summary>
/// <param name="ReportUris"><c>https:</c> or <c>mailto:</c> URIs.</param>
public sealed record TlsRptRecord(IReadOnlyList<Uri> ReportUris)
{
    public const string OwnerLabels = "_smtp._tls";

    public string Print() => $"v=TLSRPTv1; rua={string.Join(',', ReportUris.Select(Escaped))}";

    public static Parsed<TlsRptRecord> Parse(string text)
    {
        if (TagList.Parse(text) is not [{ Key: "v", Value: "TLSRPTv1" }, ..] fields)
        {
            return Invalid("the record does not begin with v=TLSRPTv1");
        }

        var uris = new List<Uri>();
        foreach (var part in (fields.Find(field => field.Key == "rua").Value ?? "").Split(','))
        {
            if (!Uri.TryCreate(part.Trim(), UriKind.Absolute, out var uri) || uri.Scheme is not ("https" or "mailto"))
            {
                return Invalid($"rua '{part.Trim()}' is not an https or mailto URI");
            }

            uris.Add(uri);
        }

        return Parsed<TlsRptRecord>.Valid(new(uris));
    }

    // RFC 8460 §3: "!", "," and ";" within a URI are percent-encoded, since they separate.
    private static string Escaped(Uri uri) => uri.AbsoluteUri
        .Replace("!", "%21", StringComparison.Ordinal)
        .Replace(",", "%2C", StringComparison.Ordinal)
        .Replace(";", "%3B", StringComparison.Ordinal);

    private static Parsed<TlsRptRecord> Invalid(string error) => Parsed<TlsRptRecord>.Invalid(error);
}
