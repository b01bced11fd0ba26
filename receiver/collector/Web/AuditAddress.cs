using MtaStsAudit.Model.Names;

namespace MtaStsAudit.Collector.Web;

/// <summary>The page that an address belongs to: who was refused something there goes back to it.</summary>
internal static class AuditAddress
{
    private const string Audits = "/audits/";

    /// <returns>Null for an address that is of no audit.</returns>
    public static string? Of(PathString path) =>
        path.Value is { } text && text.StartsWith(Audits, StringComparison.Ordinal)
            && AuditToken.TryParse(text[Audits.Length..].Split('/', '.')[0], out var token)
            ? $"{Audits}{token}"
            : null;
}
