using System.Threading.Channels;
using MtaStsAudit.Model.Names;

namespace MtaStsAudit.Collector.InboundChecks;

/// <summary>The domains whose inbound check was asked for. When it is full, a question is turned away: the owner can ask again.</summary>
internal sealed class InboundQueue
{
    private const int Capacity = 64;

    private readonly Channel<DomainName> domains = Channel.CreateBounded<DomainName>(
        new BoundedChannelOptions(Capacity) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    public ChannelReader<DomainName> Domains => domains.Reader;

    /// <returns>Whether the domain will be checked.</returns>
    public bool TryAsk(DomainName domain) => domains.Writer.TryWrite(domain);
}
