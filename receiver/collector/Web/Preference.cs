namespace MtaStsAudit.Collector.Web;

/// <summary>Which form of an answer a client would rather have.</summary>
internal static class Preference
{
    private const string Html = "text/html";
    private const string Json = "application/json";
    private const string ProblemJson = "application/problem+json";

    /// <summary>Whether HTML is asked for by name and not after JSON. A client that takes anything gets JSON, as it always did.</summary>
    public static bool IsHtml(HttpRequest request)
    {
        var html = WeightOf(request, Html);
        return html > 0 && html >= WeightOf(request, Json);
    }

    /// <summary>Whether JSON is asked for by name, and HTML is not before it.</summary>
    public static bool IsJson(HttpRequest request)
    {
        var json = WeightOf(request, Json);
        return json > 0 && json > WeightOf(request, Html);
    }

    private static double WeightOf(HttpRequest request, string mediaType) =>
        request.GetTypedHeaders().Accept
            .Where(type => type.MediaType.Equals(mediaType, StringComparison.OrdinalIgnoreCase)
                // RFC 9457 §3: who asks for problem details asks for JSON.
                || (mediaType == Json && type.MediaType.Equals(ProblemJson, StringComparison.OrdinalIgnoreCase)))
            .Select(QualityOf).DefaultIfEmpty(0).Max();

    // RFC 9110 §12.4.2: no weight is the weight 1.
    private static double QualityOf(Microsoft.Net.Http.Headers.MediaTypeHeaderValue type) => type.Quality ?? 1;
}
