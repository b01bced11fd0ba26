using MtaStsAudit.Model.Names;

namespace MtaStsAudit.Model.Sts;

/// <summary>The TXT record at <c>_mta-sts</c> that says there is a policy, RFC 8461 §3.1.</summary>
public sealed record StsRecord(PolicyId Id)
{
    public const string OwnerLabel = "_mta-sts";

    /// <summary>What a record begins with to count beside other TXT records. The ABNF lets a space stand before the semicolon.</summary>
    public const string Begin = Version + ";";

    private const string Version = "v=STSv1";

    public string Print() => $"{Begin} id={Id};";

    /// <summary>Reads one text by the ABNF of RFC 8461 §3.1. With any fault senders must assume that there is no policy.</summary>
    public static Parsed<StsRecord> Parse(string text)
    {
        var read = TagList.Parse(text, "STSv1");
        if (!read.IsValid)
        {
            return Parsed<StsRecord>.Invalid(read.Error);
        }

        var at = read.Value.ToList().FindIndex(field => field.Key == "id");
        if (read.Value.Where((_, index) => index != at).Select(TagList.ExtensionFault).FirstOrDefault(fault => fault is not null) is { } wrong)
        {
            return Parsed<StsRecord>.Invalid(wrong);
        }

        if (at < 0)
        {
            return Parsed<StsRecord>.Invalid(read.Value.Any(field => field.Key.Equals("id", StringComparison.OrdinalIgnoreCase))
                ? "the record has no id: its name is in small letters"
                : "the record has no id");
        }

        var parsed = PolicyId.Parse(read.Value[at].Value);
        return parsed.IsValid ? Parsed<StsRecord>.Valid(new(parsed.Value)) : Parsed<StsRecord>.Invalid(parsed.Error);
    }

    /// <summary>Picks the one record out of all TXT records at the name.</summary>
    public static Parsed<StsRecord> Select(IEnumerable<string> texts)
    {
        var all = texts.ToList();

        // RFC 8461 §3.1: of several records those that do not begin with "v=STSv1;" are discarded; if not exactly one is left, there is
        // no policy. A record that stands alone is read by the ABNF.
        var meant = all.Count == 1 && Parse(all[0]).IsValid ? all : all.FindAll(text => text.StartsWith(Begin, StringComparison.Ordinal));
        return meant.Count == 1
            ? Parse(meant[0])
            : Parsed<StsRecord>.Invalid($"{meant.Count} records begin with {Begin} there must be exactly one");
    }
}
