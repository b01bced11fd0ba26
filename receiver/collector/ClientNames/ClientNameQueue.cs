using System.Net;
using System.Threading.Channels;
using MtaStsAudit.Collector.Metrics;
using MtaStsAudit.Collector.Store;
using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Names;

namespace MtaStsAudit.Collector.ClientNames;

/// <summary>
/// The names that wait to be looked up. When it is full, the oldest is dropped and counted: a name supports a verdict and is not needed
/// for one, and a client that comes again is asked about again.
/// </summary>
internal sealed class ClientNameQueue
{
    public const int Capacity = 1024;

    /// <summary>How many names of one client are looked up within the time: a stranger may go by any number.</summary>
    public const int OfOneClient = 8;

    private const int MostRemembered = 20_000;

    private static readonly TimeSpan ForgetEvery = TimeSpan.FromMinutes(1);

    private readonly TimeProvider time;
    private readonly Channel<ClientNameQuestion> questions;
    private readonly Dictionary<(IPAddress Client, ClientNameSource Source, DomainName? Name), long> asked = [];
    private readonly Dictionary<string, int> ofClient = [];
    private long forgotten;

    public ClientNameQueue(CollectorMeter meter, TimeProvider time)
    {
        this.time = time;
        forgotten = time.GetTimestamp();
        questions = Channel.CreateBounded<ClientNameQuestion>(
            new BoundedChannelOptions(Capacity) { SingleWriter = true, FullMode = BoundedChannelFullMode.DropOldest },
            _ => meter.ClientNamesDropped.Add(1));
    }

    public ChannelReader<ClientNameQuestion> Questions => questions.Reader;

    /// <summary>Notes what is to be asked about records that were committed. Called by one thread at a time.</summary>
    public void Note(IReadOnlyList<EvidenceRecord> committed)
    {
        foreach (var question in committed.SelectMany(record => ClientNameQuestion.About(record.What)))
        {
            if (IsNew(question))
            {
                questions.Writer.TryWrite(question);
            }
        }
    }

    // By the address, not its network: each is a client of its own whose names are asked of DNS for it alone.
    private bool IsNew(ClientNameQuestion question)
    {
        var key = (question.Client, question.Source, question.Name);
        if (asked.TryGetValue(key, out var at) && time.GetElapsedTime(at) < ClientNameQuestion.AskedAgainAfter)
        {
            return false;
        }

        if (time.GetElapsedTime(forgotten) >= ForgetEvery)
        {
            Forget();
        }

        var network = SenderIdentity.ClientKeyOf(question.Client);
        if (asked.Count >= MostRemembered || ofClient.GetValueOrDefault(network) >= OfOneClient)
        {
            return false;
        }

        if (asked.TryAdd(key, time.GetTimestamp()))
        {
            ofClient[network] = ofClient.GetValueOrDefault(network) + 1;
        }
        else
        {
            asked[key] = time.GetTimestamp();
        }

        return true;
    }

    private void Forget()
    {
        forgotten = time.GetTimestamp();
        foreach (var key in asked.Where(one => time.GetElapsedTime(one.Value) >= ClientNameQuestion.AskedAgainAfter).Select(one => one.Key).ToList())
        {
            asked.Remove(key);
            var network = SenderIdentity.ClientKeyOf(key.Client);
            if (--ofClient[network] <= 0)
            {
                ofClient.Remove(network);
            }
        }
    }
}
