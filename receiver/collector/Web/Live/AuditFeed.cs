using MtaStsAudit.Collector.Store;
using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Names;

namespace MtaStsAudit.Collector.Web.Live;

/// <summary>The audits that are open in somebody's browser, and which of them a new record concerns.</summary>
internal sealed class AuditFeed(LiveStates states, TimeProvider time, ILogger<AuditFeed> logger)
{
    /// <summary>The most pages that are kept up to date at a time; more are asked to load the page again.</summary>
    public const int MostWatchers = 5000;

    private readonly Lock gate = new();
    private readonly Dictionary<AuditToken, AuditWatch> watches = [];
    private readonly Dictionary<string, HashSet<AuditWatch>> bySenderKey = [];
    private readonly Dictionary<AuditWatch, IReadOnlyList<string>> keysOf = [];
    private int watchers;

    /// <summary>How many pages are kept up to date.</summary>
    public int Watchers
    {
        get
        {
            lock (gate)
            {
                return watchers;
            }
        }
    }

    public bool IsWatched
    {
        get
        {
            lock (gate)
            {
                return watches.Count > 0;
            }
        }
    }

    /// <summary>Null when too many watch already.</summary>
    public Subscription? Join(AuditToken token)
    {
        lock (gate)
        {
            if (watchers >= MostWatchers)
            {
                return null;
            }

            watchers++;
            if (!watches.TryGetValue(token, out var watch))
            {
                watch = new AuditWatch(token, states, time, logger, Index);
                watches.Add(token, watch);
                watch.Start();
            }

            return new Subscription(this, watch, watch.Join());
        }
    }

    /// <summary>Has the audits that a record may concern computed again.</summary>
    public void Note(IReadOnlyList<EvidenceRecord> committed)
    {
        lock (gate)
        {
            if (watches.Count == 0)
            {
                return;
            }

            foreach (var record in committed)
            {
                foreach (var watch in ConcernedBy(record.What))
                {
                    watch.Notify();
                }
            }
        }
    }

    /// <summary>Says that something other than evidence has changed for an audit: its inbound check, say.</summary>
    public void Notify(AuditToken token)
    {
        lock (gate)
        {
            watches.GetValueOrDefault(token)?.Notify();
        }
    }

    /// <summary>Says that there was a self-check. What it found wrong is evidence, and concerns all.</summary>
    public void NotifyThoseThatAwaitSelfCheck()
    {
        lock (gate)
        {
            foreach (var watch in watches.Values.Where(watch => watch.MayAwaitSelfCheck))
            {
                watch.Notify();
            }
        }
    }

    private async ValueTask LeaveAsync(AuditWatch watch, Watcher watcher)
    {
        lock (gate)
        {
            watchers--;
            if (!watch.Leave(watcher))
            {
                return;
            }

            watches.Remove(watch.Token);
            Forget(watch);
        }

        await watch.DisposeAsync();
    }

    // A message belongs to the audit that it names. All else belongs to a sender, who is known once a message came.
    private IEnumerable<AuditWatch> ConcernedBy(Observation what) => what switch
    {
        MessageAccepted { Token: { } token } => watches.TryGetValue(token, out var watch) ? [watch] : [],
        SmtpObservation smtp => WithKeys(SenderIdentity.KeysOf(smtp.Client)),
        ClientHelloSeen hello => WithKeys([SenderIdentity.NetworkOf(hello.Client)]),
        PolicyFetched fetch => WithKeys([SenderIdentity.NetworkOf(fetch.Client)]),
        PolicyFetchFailed failed => WithKeys([SenderIdentity.NetworkOf(failed.Client)]),
        ClientNameChecked name => WithKeys(SenderIdentity.KeysOf(name)),
        DeliveryStatusGiven given => watches.TryGetValue(given.Token, out var watch) ? [watch] : [],
        TlsReportReceived or ReportSignatureChecked or TestbedChecked => watches.Values,
        _ => [],
    };

    private IEnumerable<AuditWatch> WithKeys(IEnumerable<string> keys) =>
        keys.SelectMany(key => bySenderKey.TryGetValue(key, out var concerned) ? concerned : []);

    private void Index(AuditWatch watch, LiveState state)
    {
        var keys = state.Report.Evidence.Select(record => record.What).OfType<MessageAccepted>()
            .SelectMany(message => SenderIdentity.KeysOf(message.Client)).Distinct().ToList();
        lock (gate)
        {
            // It may have been left while it was computed.
            if (!ReferenceEquals(watches.GetValueOrDefault(watch.Token), watch))
            {
                return;
            }

            Forget(watch);
            keysOf[watch] = keys;
            foreach (var key in keys)
            {
                if (!bySenderKey.TryGetValue(key, out var concerned))
                {
                    bySenderKey[key] = concerned = [];
                }

                concerned.Add(watch);
            }
        }
    }

    private void Forget(AuditWatch watch)
    {
        if (!keysOf.Remove(watch, out var keys))
        {
            return;
        }

        foreach (var key in keys)
        {
            if (bySenderKey.TryGetValue(key, out var concerned) && concerned.Remove(watch) && concerned.Count == 0)
            {
                bySenderKey.Remove(key);
            }
        }
    }

    /// <summary>A watcher's place; it is given back when disposed.</summary>
    internal sealed class Subscription(AuditFeed feed, AuditWatch watch, Watcher watcher) : IAsyncDisposable
    {
        public AuditWatch Watch => watch;

        public Watcher Watcher => watcher;

        public ValueTask DisposeAsync() => feed.LeaveAsync(watch, watcher);
    }
}
