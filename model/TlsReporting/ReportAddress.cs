namespace MtaStsAudit.Model.TlsReporting;

/// <summary>One URI of a TLSRPT record's <c>rua</c>, RFC 8460 §3.</summary>
internal static class ReportAddress
{
    public static Parsed<Uri> Parse(string text)
    {
        if (text.Length == 0)
        {
            return Invalid("rua has an empty place in its list");
        }

        if (!text.All(character => character is > ' ' and <= '~'))
        {
            return Invalid($"rua '{text}' has white space or a character outside ASCII");
        }

        // RFC 8460 §3: exclamation points within a URI must be encoded; DMARC's limits of size ("!10m") do not exist here.
        if (text.Contains('!', StringComparison.Ordinal))
        {
            return Invalid($"rua '{text}' has an exclamation point, which is written %21");
        }

        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme is not ("https" or "mailto"))
        {
            return Invalid($"rua '{text}' is not an https or mailto URI{Suggestion(text)}");
        }

        return uri.Scheme == "mailto" ? OfMailbox(text, uri) : Parsed<Uri>.Valid(uri);
    }

    private static Parsed<Uri> OfMailbox(string text, Uri uri)
    {
        var address = text["mailto:".Length..].Split('?')[0];
        var at = address.LastIndexOf('@');
        return at > 0 && at < address.Length - 1 ? Parsed<Uri>.Valid(uri) : Invalid($"rua '{text}' names no mailbox");
    }

    private static string Suggestion(string text) =>
        !text.Contains(':', StringComparison.Ordinal) && text.IndexOf('@', StringComparison.Ordinal) > 0 ? $": write mailto:{text}" : "";

    private static Parsed<Uri> Invalid(string error) => Parsed<Uri>.Invalid(error);
}
