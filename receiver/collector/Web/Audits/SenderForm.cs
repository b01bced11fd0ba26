using System.Globalization;
using MtaStsAudit.Collector.Store;
using MtaStsAudit.Model;
using MtaStsAudit.Model.Names;

namespace MtaStsAudit.Collector.Web.Audits;

/// <summary>Reads what the owner calls the audited sender.</summary>
internal static class SenderForm
{
    public const int LongestProvider = 60;

    public static Parsed<AuditSender> Parse(string provider, string domain)
    {
        var name = provider.Trim();
        if (name.Length is 0 or > LongestProvider)
        {
            return Parsed<AuditSender>.Invalid($"A provider’s name has 1 to {LongestProvider} characters.");
        }

        if (!name.All(IsShown))
        {
            return Parsed<AuditSender>.Invalid("A provider’s name has no control characters and no marks that hide or turn text.");
        }

        if (domain.Trim().Length == 0)
        {
            return Parsed<AuditSender>.Valid(new(name, null));
        }

        if (!MailDomain.TryParse(domain, out var parsed, out var fault))
        {
            return Parsed<AuditSender>.Invalid($"The domain cannot be used: {fault}.");
        }

        return parsed.Parent is null
            ? Parsed<AuditSender>.Invalid("The domain cannot be used: a mail domain has two labels or more.")
            : Parsed<AuditSender>.Valid(new(name, parsed));
    }

    private static bool IsShown(char character) => char.GetUnicodeCategory(character)
        is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);
}
