using System.Threading.Channels;

namespace MtaStsAudit.Collector.Web.Live;

/// <summary>One open page. A page that is slow skips the states in between: only the newest waits for it.</summary>
internal sealed class Watcher
{
    private readonly Channel<LiveState> states = Channel.CreateBounded<LiveState>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    public ChannelReader<LiveState> States => states.Reader;

    public void Offer(LiveState state) => states.Writer.TryWrite(state);
}
