namespace MtaStsAudit.Model.Inbound;

/// <summary>The media type that a Content-Type header names.</summary>
public static class MediaType
{
    /// <summary>The media type as written, without its parameters, which RFC 8461 §3.2 has senders ignore; empty when none is named.</summary>
    /// <remarks>RFC 9110 §8.3.1: parameters follow a semicolon, which may end the value as well; capitals do not matter.</remarks>
    public static string Of(string? contentType) => (contentType ?? "").Split(';')[0].Trim();

    public static bool Is(string? contentType, string expected) => Of(contentType).Equals(expected, StringComparison.OrdinalIgnoreCase);
}
