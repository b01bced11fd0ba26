using System.Collections.Concurrent;
using System.Threading.Channels;
using MtaStsAudit.Model.Names;

namespace MtaStsAudit.Collector.InboundChecks;

/// <summary>The domains whose inbound check was asked for. When it is full, a question is turned away: whoever asks can ask again.</summary>
internal sealed class InboundQueue
{
    private const int Capacity = 64;

    private readonly Channel<DomainName> domains = Channel.CreateBounded<DomainName>(
        new BoundedChannelOptions(Capacity) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    private readonly ConcurrentDictionary<DomainName, bool> pending = [];

    public ChannelReader<DomainName> Domains => domains.Reader;

    /// <returns>Whether the domain will be checked; it is asked for once however often somebody asks.</returns>
    public bool TryAsk(DomainName domain)
    {
        if (!pending.TryAdd(domain, true))
        {
            return true;
        }

        if (domains.Writer.TryWrite(domain))
        {
            return true;
        }

        pending.TryRemove(domain, out _);
        return false;
    }

    /// <summary>Whether the check of a domain is still to come, or under way.</summary>
    public bool IsPending(DomainName domain) => pending.ContainsKey(domain);

    /// <summary>Its check is over, whatever came of it.</summary>
    public void Done(DomainName domain) => pending.TryRemove(domain, out _);
}
