using Microsoft.Data.Sqlite;
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
        await using (var intruder = new SqliteConnection($"Data Source={file};Pooling=False"))
        {
            await intruder.OpenAsync(Cancelled);
            await using var lockIt = intruder.CreateCommand();
            lockIt.CommandText = "BEGIN EXCLUSIVE";
            await lockIt.ExecuteNonQueryAsync(Cancelled);

            await Assert.ThrowsAsync<EvidenceStoreException>(() => store.Evidence.AppendAsync([Message("4Qlocked")], default, Cancelled));
        }

        Assert.Single(await store.Evidence.AppendAsync([Message("4Qfree")], default, Cancelled));
    }

    [Fact]
    public async Task Whoever_deals_with_a_refusal_does_not_hold_up_the_next_commit()
    {
        var file = folder.At("broken.db");
        await using var store = await OpenStore.AtAsync($"Data Source={file}");
        await using var intruder = new SqliteConnection($"Data Source={file};Pooling=False");
        await intruder.OpenAsync(Cancelled);
        await RenameAsync(intruder, "sender_key", "elsewhere");
        var heard = new TaskCompletionSource<Exception?>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var done = new ManualResetEventSlim();
        // In a thread of its own: what has been refused already by then is dealt with right there.
        var dealing = Task.Run(
            () => store.Evidence.AppendAsync([Message("4Qrefused")], default, CancellationToken.None).ContinueWith(
                refused =>
                {
                    heard.SetResult(refused.Exception?.InnerException);
                    done.Wait(Cancelled);
                },
                Cancelled, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default),
            Cancelled);
        Assert.IsType<EvidenceStoreException>(await heard.Task);

        await RenameAsync(intruder, "elsewhere", "sender_key");
        try
        {
            Assert.Single(await store.Evidence.AppendAsync([Message("4Qnext")], default, CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(10), Cancelled));
            Assert.False(dealing.IsCompleted);
        }
        finally
        {
            done.Set();
        }

        await dealing;
    }

    private protected override Task<string> NewDatabaseAsync() => Task.FromResult($"Data Source={folder.At("evidence.db")}");

    private static async Task RenameAsync(SqliteConnection connection, string table, string name)
    {
        await using var rename = connection.CreateCommand();
        rename.CommandText = $"ALTER TABLE {table} RENAME TO {name}";
        await rename.ExecuteNonQueryAsync(Cancelled);
    }
}
