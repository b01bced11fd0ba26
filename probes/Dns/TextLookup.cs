using MtaStsAudit.Model.Inbound;

namespace MtaStsAudit.Probes.Dns;

/// <summary>Looks up TXT records, for others than the inbound check.</summary>
public sealed class TextLookup(InboundOptions options)
{
    private readonly DomainLookup lookup = new(options);

    /// <summary>The TXT records of a name, each as one text. A resolver's failure is part of the answer.</summary>
    public Task<DnsAnswer<string>> AskAsync(string owner, CancellationToken cancellationToken) => lookup.TextsAsync(owner, cancellationToken);
}
