using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Scenarios;
using MtaStsAudit.Model.Sts;

namespace MtaStsAudit.Model.Dns;

/// <summary>The records by which a scenario says that it has a policy (RFC 8461 §3.1).</summary>
public static class StsRecords
{
    /// <summary>Where the record stands that <see cref="RecordKind.ByCname"/> leads to.</summary>
    private const string Aliased = "aliased";

    public static IReadOnlyList<DnsRecord> Of(SiteNames names, Scenario scenario)
    {
        var owner = $"{StsRecord.OwnerLabel}.{names.MailDomain(scenario.Name)}";
        if (scenario.Sts is not { } sts || PublishedPolicy.IdOf(names, scenario) is not { } id)
        {
            return [];
        }

        var record = new StsRecord(id).Print();
        return sts.Record switch
        {
            // The id of the beginning; others take its place.
            RecordKind.Plain or RecordKind.IdChanges => [Text(record)],
            RecordKind.BesideOtherTexts => [Text(record), Text("v=spf1 -all"), Text("an-unrelated-verification=1")],
            RecordKind.InTwoStrings => [Text(record) with { SplitAt = record.Length / 2 }],
            RecordKind.WithExtensions => [Text($"{record} x-ext=1; y.2=a-b;")],
            RecordKind.ByCname =>
            [
                new(owner, DnsRecordType.CNAME, $"{Aliased}{StsRecord.OwnerLabel}.{names.MailDomain(scenario.Name)}"),
                new($"{Aliased}{StsRecord.OwnerLabel}.{names.MailDomain(scenario.Name)}", DnsRecordType.TXT, record),
            ],
            RecordKind.Twice => [Text(record), Text(new StsRecord(PolicyId.Of(record)).Print())],
            RecordKind.IdWithHyphens => [Text($"v=STSv1; id=2026-11-27-{id.Value[..8]};")],
            RecordKind.WithoutId => [Text("v=STSv1;")],
            RecordKind.VersionNotFirst => [Text($"id={id}; v=STSv1;")],
            RecordKind.OtherVersion => [Text($"v=STSv10; id={id};")],
        };

        DnsRecord Text(string value) => new(owner, DnsRecordType.TXT, value);
    }
}
