using Microsoft.Extensions.Logging.Abstractions;
using MtaStsAudit.Collector.Metrics;
using MtaStsAudit.Collector.Store;
using MtaStsAudit.Model.Evidence;

namespace MtaStsAudit.Collector.Tests.Store;

/// <summary>A store with its writer running.</summary>
internal sealed class OpenStore : IAsyncDisposable
{
    private readonly EvidenceDatabase database;
    private readonly EvidenceWriter writer;

    private OpenStore(EvidenceDatabase database, EvidenceWriter writer, TimeProvider time)
    {
        (this.database, this.writer) = (database, writer);
        Evidence = new EvidenceStore(database, writer, time);
    }

    public IEvidenceStore Evidence { get; }

    public EvidenceDatabase Database => database;

    public AuditRegistry Registry => new(database, TimeProvider.System);

    public InboundResults Inbound => new(database);

    public AuditDeletion Deletion => new(database, Evidence, new EvidenceDeletion(database));

    public SelfCheckTimes SelfChecks => new(database);

    public DueEvidence Due(RetentionRules rules, TimeProvider time) => new(database, new EvidenceDeletion(database), rules, time);

    public EvidenceArchive Archive => new(database);

    public static async Task<OpenStore> AtAsync(string connectionString, TimeProvider? time = null)
    {
        var database = EvidenceDatabase.Open(connectionString);
        var writer = new EvidenceWriter(database, new CollectorMeter(new UnheardMeters()), time ?? TimeProvider.System, NullLogger<EvidenceWriter>.Instance);
        await writer.StartAsync(TestContext.Current.CancellationToken);
        return new OpenStore(database, writer, time ?? TimeProvider.System);
    }

    public async ValueTask DisposeAsync()
    {
        await writer.StopAsync(CancellationToken.None);
        await database.DisposeAsync();
        writer.Dispose();
    }
}
