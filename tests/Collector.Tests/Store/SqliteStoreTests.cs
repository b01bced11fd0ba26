using MtaStsAudit.Collector.Store;
using MtaStsAudit.Collector.Tests.Running;

namespace MtaStsAudit.Collector.Tests.Store;

public sealed class SqliteStoreTests : EvidenceStoreTests, IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_store_that_cannot_be_written_says_so_and_takes_evidence_again_later()
    {
        var file = folder.At("locked.db");
        await using var store = await OpenStore.AtAsync($"Data Source={file}");
        await using (var intruder = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={file};Pooling=False"))
        {
            await intruder.OpenAsync(Cancelled);
            await using var lockIt = intruder.CreateCommand();
            lockIt.CommandText = "BEGIN EXCLUSIVE";
            await lockIt.ExecuteNonQueryAsync(Cancelled);

            await Assert.ThrowsAsync<EvidenceStoreException>(() => store.Evidence.AppendAsync([Message("4Qlocked")], default, Cancelled));
        }

        Assert.Single(await store.Evidence.AppendAsync([Message("4Qfree")], default, Cancelled));
    }

    private protected override Task<string> NewDatabaseAsync() => Task.FromResult($"Data Source={folder.At("evidence.db")}");
}
