using MtaStsAudit.Testbed.Names;

namespace MtaStsAudit.Testbed.Sts;

/// <summary>The TXT record at <c>_mta-sts</c> that says there is a policy, RFC 8461 §3.1.</summary>
public sealed record StsRecord(PolicyId Id)
{
    public const string OwnerLabel = "_mta-sts";

    public string Print() => $"v=STSv1; id={Id};";

    public static Parsed<StsRecord> Parse(string text)
    {
        if (TagList.Parse(text) is not [{ Key: "v", Value: "STSv1" }, ..] fields)
        {
            return Parsed<StsRecord>.Invalid("the record does not begin with v=STSv1");
        }

        var id = fields.Find(field => field.Key == "id").Value;
        if (id is null)
        {
            return Parsed<StsRecord>.Invalid("the record has no id");
        }

        var parsed = PolicyId.Parse(id);
        return parsed.IsValid ? Parsed<StsRecord>.Valid(new(parsed.Value)) : Parsed<StsRecord>.Invalid(parsed.Error);
    }

    /// <summary>Picks the one record out of all TXT records at the name.</summary>
    public static Parsed<StsRecord> Select(IEnumerable<string> texts)
    {
        // RFC 8461 §3.1: what does not begin with "v=STSv1;" is not meant; if not exactly one is left, there is no policy.
        var meant = texts.Where(text => text.StartsWith("v=STSv1;", StringComparison.Ordinal)).ToList();
        return meant.Count == 1
            ? Parse(meant[0])
            : Parsed<StsRecord>.Invalid($"{meant.Count} records begin with v=STSv1; there must be exactly one");
    }
}
