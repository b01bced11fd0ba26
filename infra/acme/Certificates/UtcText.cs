using System.Globalization;

namespace MtaStsAudit.Acme.Certificates;

/// <summary>Times as the state and messages show them.</summary>
internal static class UtcText
{
    public static string Of(DateTimeOffset time) =>
        time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
