using MtaStsAudit.Model.Verdicts;

namespace MtaStsAudit.Collector.Web;

/// <summary>Words that only the web page needs; all others come from <see cref="Wording"/>.</summary>
internal static class WebWording
{
    public static string Counted(long count, string one, string many) => count == 1 ? $"1 {one}" : $"{count} {many}";
}
