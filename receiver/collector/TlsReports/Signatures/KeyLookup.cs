using MtaStsAudit.Model.Inbound;

namespace MtaStsAudit.Collector.TlsReports.Signatures;

/// <summary>Looks up the TXT records of a name, where DKIM keys are: RFC 6376 §3.6.2.</summary>
internal delegate Task<DnsAnswer<string>> KeyLookup(string owner, CancellationToken cancellationToken);
