using System.Diagnostics.Metrics;

namespace MtaStsAudit.Collector.Metrics;

/// <summary>What the collector counts and measures of itself. No label has a value that a stranger chose.</summary>
internal sealed class CollectorMeter
{
    public const string Name = "MtaStsAudit.Collector";

    private readonly Histogram<double> commitSeconds;
    private readonly Histogram<int> commitAppends;

    public CollectorMeter(IMeterFactory factory)
    {
        Meter = factory.Create(Name);
        Messages = Meter.CreateCounter<long>("messages", description: "Messages accepted, one a recipient.");
        Sessions = Meter.CreateCounter<long>("sessions", description: "SMTP sessions that ended.");
        PolicyFetches = Meter.CreateCounter<long>("policy_fetches", description: "Policies asked for.");
        PolicyFetchesFailed = Meter.CreateCounter<long>("policy_fetches_failed", description: "Handshakes at policy hosts that did not complete.");
        ClientNamesDropped = Meter.CreateCounter<long>("client_names_dropped", description: "Names of clients not looked up because too many waited.");
        TlsReports = Meter.CreateCounter<long>("tls_reports", description: "TLS reports taken in.");
        SelfChecks = Meter.CreateCounter<long>("self_checks", description: "Self-checks that found a change.");
        CommitsFailed = Meter.CreateCounter<long>("commits_failed", description: "Commits to the store that failed.");
        MessagesPutOff = Meter.CreateCounter<long>("messages_put_off", description: "Messages answered 451 because they could not be recorded.");
        Connections = Meter.CreateUpDownCounter<long>("intake_connections", description: "Open connections of receivers: milter and log.");
        commitSeconds = Meter.CreateHistogram<double>("commit_duration", "s", "How long a commit to the store took.");
        commitAppends = Meter.CreateHistogram<int>("commit_appends", description: "How many appends shared a commit.");
    }

    public Meter Meter { get; }

    public Counter<long> Messages { get; }

    public Counter<long> Sessions { get; }

    public Counter<long> PolicyFetches { get; }

    public Counter<long> PolicyFetchesFailed { get; }

    public Counter<long> ClientNamesDropped { get; }

    public Counter<long> TlsReports { get; }

    public Counter<long> SelfChecks { get; }

    public Counter<long> CommitsFailed { get; }

    public Counter<long> MessagesPutOff { get; }

    public UpDownCounter<long> Connections { get; }

    public void Committed(int appends, TimeSpan took)
    {
        commitAppends.Record(appends);
        commitSeconds.Record(took.TotalSeconds);
    }

    /// <summary>Counts a connection until it is disposed.</summary>
    public IDisposable Connected(string protocol)
    {
        var label = new KeyValuePair<string, object?>("protocol", protocol);
        Connections.Add(1, label);
        return new Connection(() => Connections.Add(-1, label));
    }

    private sealed class Connection(Action ended) : IDisposable
    {
        public void Dispose() => ended();
    }
}
