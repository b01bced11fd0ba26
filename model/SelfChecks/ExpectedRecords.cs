using MtaStsAudit.Model.Dns;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Receivers;

namespace MtaStsAudit.Model.SelfChecks;

/// <summary>The records that the deployment publishes: what is compared with is what was printed.</summary>
internal sealed class ExpectedRecords(SiteNames site, IReadOnlyList<Receiver> receivers)
{
    private readonly ILookup<string, DnsRecord> texts = SiteRecords.For(site, receivers, new(_ => [], []))
        .Where(record => record.Type == DnsRecordType.TXT)
        .ToLookup(record => record.Owner);

    public string TextAt(string owner) => texts[owner].Single().Value;
}
