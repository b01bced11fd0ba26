namespace MtaStsAudit.Collector.Web;

/// <summary>Which form of an answer a client would rather have.</summary>
internal static class Preference
{
    private const string Html = "text/html";
    private const string Json = "application/json";

    /// <summary>Whether HTML is asked for by name and not after JSON. A client that takes anything gets JSON, as it always did.</summary>
    public static bool IsHtml(HttpRequest request)
    {
        var accepted = request.GetTypedHeaders().Accept;
        var html = accepted.Where(type => type.MediaType.Equals(Html, StringComparison.OrdinalIgnoreCase)).Select(QualityOf).DefaultIfEmpty(0).Max();
        var json = accepted.Where(type => type.MediaType.Equals(Json, StringComparison.OrdinalIgnoreCase)).Select(QualityOf).DefaultIfEmpty(0).Max();
        return html > 0 && html >= json;
    }

    // RFC 9110 §12.4.2: no weight is the weight 1.
    private static double QualityOf(Microsoft.Net.Http.Headers.MediaTypeHeaderValue type) => type.Quality ?? 1;
}
