using System.Threading.Channels;
using MtaStsAudit.Collector.Store;
using MtaStsAudit.Model.Names;

namespace MtaStsAudit.Collector.Web.Live;

/// <summary>
/// One audit that somebody has open. However many watch, its state is computed once a change, and at most once in
/// <see cref="ShortestPause"/>; changes in between share the next computation.
/// </summary>
internal sealed partial class AuditWatch : IAsyncDisposable
{
    public static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(500);

    private static readonly TimeSpan AfterFault = TimeSpan.FromSeconds(5);

    // A timer takes no longer spans; a later change is looked for again then.
    private static readonly TimeSpan LongestTimer = TimeSpan.FromDays(1);

    private readonly AuditToken token;
    private readonly LiveStates states;
    private readonly TimeProvider time;
    private readonly ILogger logger;
    private readonly Action<AuditWatch, LiveState> computed;
    private readonly Channel<bool> notices = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly CancellationTokenSource stopping = new();
    private readonly ITimer timer;
    private readonly Lock gate = new();
    private readonly HashSet<Watcher> watchers = [];
    private LiveState? newest;
    private volatile bool mayAwaitSelfCheck = true;
    private Task running = Task.CompletedTask;

    /// <param name="computed">Called with each new state, before the watchers get it.</param>
    public AuditWatch(AuditToken token, LiveStates states, TimeProvider time, ILogger logger, Action<AuditWatch, LiveState> computed)
    {
        this.token = token;
        this.states = states;
        this.time = time;
        this.logger = logger;
        this.computed = computed;
        timer = time.CreateTimer(_ => Notify(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public AuditToken Token => token;

    /// <summary>Whether the next self-check may change the state: it awaits one, or is not known.</summary>
    public bool MayAwaitSelfCheck => mayAwaitSelfCheck;

    /// <summary>How often the state was computed.</summary>
    public int Computations { get; private set; }

    public void Start()
    {
        Notify();
        running = Task.Run(RunAsync);
    }

    /// <summary>Says that the audit may have changed.</summary>
    public void Notify() => notices.Writer.TryWrite(true);

    public Watcher Join()
    {
        lock (gate)
        {
            var watcher = new Watcher();
            watchers.Add(watcher);
            if (newest is not null)
            {
                watcher.Offer(newest);
            }

            return watcher;
        }
    }

    /// <returns>Whether nobody is left.</returns>
    public bool Leave(Watcher watcher)
    {
        lock (gate)
        {
            watchers.Remove(watcher);
            return watchers.Count == 0;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await timer.DisposeAsync();
        await running;
        stopping.Dispose();
    }

    private async Task RunAsync()
    {
        try
        {
            while (await notices.Reader.WaitToReadAsync(stopping.Token))
            {
                // Taken before the state is computed: whatever comes from now on asks for another one.
                notices.Reader.TryRead(out _);
                await ComputeAsync();
                await Task.Delay(ShortestPause, time, stopping.Token);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Nobody watches any more.
        }
    }

    private async Task ComputeAsync()
    {
        try
        {
            // A self-check that ends meanwhile may come too late for this state.
            mayAwaitSelfCheck = true;
            var state = await states.StateAsync(token, stopping.Token);
            mayAwaitSelfCheck = state.Report.Outcomes.Any(outcome => outcome.AwaitsSelfCheck);
            Computations++;
            computed(this, state);
            if (state.NextChange is { } next)
            {
                SetTimer(next - time.GetUtcNow());
            }

            Publish(state);
        }
        catch (EvidenceStoreException fault)
        {
            Log.NotComputed(logger, fault);
            SetTimer(AfterFault);
        }
    }

    private void SetTimer(TimeSpan due) =>
        timer.Change(due < TimeSpan.Zero ? TimeSpan.Zero : due > LongestTimer ? LongestTimer : due, Timeout.InfiniteTimeSpan);

    private void Publish(LiveState state)
    {
        lock (gate)
        {
            if (newest?.Version == state.Version)
            {
                return;
            }

            newest = state;
            foreach (var watcher in watchers)
            {
                watcher.Offer(state);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The state of an audit that is watched could not be computed")]
        public static partial void NotComputed(ILogger logger, Exception fault);
    }
}
