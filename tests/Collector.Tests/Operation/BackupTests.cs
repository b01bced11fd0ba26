using System.Net;
using MtaStsAudit.Collector.Backups;
using MtaStsAudit.Collector.Store;
using MtaStsAudit.Collector.Tests.Running;
using MtaStsAudit.Collector.Tests.Store;
using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Settings;

namespace MtaStsAudit.Collector.Tests.Operation;

public sealed class BackupTests(PostgresServer postgres) : IClassFixture<PostgresServer>, IDisposable
{
    private static readonly AuditToken Token = AuditToken.New();

    private readonly TemporaryFolder folder = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private string Database => $"Data Source={folder.At("evidence.db")};Pooling=False";

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_backup_taken_while_mail_arrives_is_the_store_of_one_moment()
    {
        byte[] backup;
        int before, after;
        await using (var store = await OpenStore.AtAsync(Database))
        {
            await AppendAsync(store, 0, 300);
            using var enough = new CancellationTokenSource();
            var arriving = Task.Run(async () =>
            {
                for (var number = 300; !enough.IsCancellationRequested; number++)
                {
                    await AppendAsync(store, number, 1);
                }
            }, Cancelled);
            before = (await store.Evidence.MessagesAsync(Token, Cancelled)).Count;
            backup = (await RunAsync(BackupVerbs.Backup, [])).Output;
            after = (await store.Evidence.MessagesAsync(Token, Cancelled)).Count;
            await enough.CancelAsync();
            await arriving;
        }

        Assert.Equal(0, (await RunAsync(BackupVerbs.Restore, backup)).Code);
        await using var restored = await OpenStore.AtAsync(Database);
        var numbers = (await restored.Evidence.MessagesAsync(Token, Cancelled)).Select(record => ((MessageAccepted)record.What).QueueId).ToList();
        Assert.InRange(numbers.Count, before, after);
        Assert.Equal(Enumerable.Range(0, numbers.Count).Select(number => $"4Q{number}"), numbers);
        // It takes evidence again, under new ids.
        await AppendAsync(restored, 100_000, 1);
        Assert.Equal(numbers.Count + 1, (await restored.Evidence.MessagesAsync(Token, Cancelled)).DistinctBy(record => record.Id).Count());
        Assert.Equal(["evidence.db"], Directory.EnumerateFiles(folder.At(".")).Select(Path.GetFileName).Where(name => !name!.EndsWith("-wal", StringComparison.Ordinal) && !name.EndsWith("-shm", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_backup_that_would_fill_the_disk_is_refused()
    {
        // Four TiB, all of it a hole.
        await using (var huge = new FileStream(folder.At("evidence.db"), FileMode.CreateNew))
        {
            huge.SetLength(1L << 42);
        }

        var (code, output, said) = await RunAsync(BackupVerbs.Backup, []);

        Assert.Equal((1, 0), (code, output.Length));
        Assert.Matches(@"needs 4194368 MiB there; \d+ MiB are free", said);
        Assert.Single(Directory.EnumerateFiles(folder.At(".")));
    }

    [Fact]
    public async Task A_store_that_a_collector_has_open_is_not_replaced()
    {
        await using var store = await OpenStore.AtAsync(Database);
        await AppendAsync(store, 0, 3);
        var backup = (await RunAsync(BackupVerbs.Backup, [])).Output;
        var (code, _, said) = await RunAsync(BackupVerbs.Restore, backup);

        Assert.Equal(1, code);
        Assert.Contains("stop the collector first", said, StringComparison.Ordinal);
        await AppendAsync(store, 3, 1);
        Assert.Equal(4, (await store.Evidence.MessagesAsync(Token, Cancelled)).Count);
    }

    [Fact]
    public async Task What_is_no_whole_backup_changes_nothing()
    {
        byte[] backup;
        await using (var store = await OpenStore.AtAsync(Database))
        {
            await AppendAsync(store, 0, 50);
            backup = (await RunAsync(BackupVerbs.Backup, [])).Output;
        }

        var other = Path.Combine(folder.At("."), "other.db");
        await using (var stranger = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={other};Pooling=False"))
        {
            await stranger.OpenAsync(Cancelled);
            await using var make = stranger.CreateCommand();
            make.CommandText = "CREATE TABLE something (x)";
            await make.ExecuteNonQueryAsync(Cancelled);
        }

        byte[] damaged = [.. backup];
        damaged.AsSpan(backup.Length / 2, 3000).Fill(0x55);
        foreach (var wrong in new[] { [], "not a database"u8.ToArray(), backup[..(backup.Length / 2)], damaged, await File.ReadAllBytesAsync(other, Cancelled) })
        {
            var (code, _, said) = await RunAsync(BackupVerbs.Restore, wrong);
            Assert.Equal(1, code);
            Assert.Contains("Nothing was changed.", said, StringComparison.Ordinal);
        }

        await using var left = await OpenStore.AtAsync(Database);
        Assert.Equal(50, (await left.Evidence.MessagesAsync(Token, Cancelled)).Count);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4096)]
    public async Task A_damaged_store_gives_way_to_its_backup(int damagedFrom)
    {
        byte[] backup;
        await using (var store = await OpenStore.AtAsync(Database))
        {
            await AppendAsync(store, 0, 50);
            backup = (await RunAsync(BackupVerbs.Backup, [])).Output;
            await AppendAsync(store, 50, 1);
        }

        await DamageAsync(damagedFrom);
        // As a killed collector leaves it: it would be taken for the log of the new store.
        await File.WriteAllTextAsync(folder.At("evidence.db-wal"), "left over", Cancelled);
        var (code, _, said) = await RunAsync(BackupVerbs.Restore, backup);

        Assert.True(code == 0, said);
        await using var restored = await OpenStore.AtAsync(Database);
        Assert.Equal(50, (await restored.Evidence.MessagesAsync(Token, Cancelled)).Count);
    }

    [Fact]
    public async Task A_damaged_store_that_a_collector_has_open_is_not_replaced()
    {
        byte[] backup;
        await using (var store = await OpenStore.AtAsync(Database))
        {
            await AppendAsync(store, 0, 50);
            backup = (await RunAsync(BackupVerbs.Backup, [])).Output;
        }

        await using (await CollectorProcess.StartAsync(folder))
        {
            await DamageAsync(0);
            var (code, _, said) = await RunAsync(BackupVerbs.Restore, backup);
            Assert.Equal(1, code);
            Assert.Contains("stop the collector first", said, StringComparison.Ordinal);
        }

        Assert.Equal(0, (await RunAsync(BackupVerbs.Restore, backup)).Code);
    }

    [Fact]
    public async Task What_a_backup_or_restore_that_was_killed_left_behind_goes_at_the_next_one_or_at_the_collectors_start()
    {
        await using (var store = await OpenStore.AtAsync(Database))
        {
            await AppendAsync(store, 0, 3);
        }

        string[] leftBehind = [folder.At("evidence.db.backup-1"), folder.At("evidence.db.backup-1-journal"), folder.At("evidence.db.restore-2"), folder.At("evidence.db.backup-under-way")];
        foreach (var file in leftBehind)
        {
            await File.WriteAllTextAsync(file, "as large as the store", Cancelled);
            File.SetLastWriteTimeUtc(file, DateTime.UtcNow.AddDays(file.EndsWith("way", StringComparison.Ordinal) ? -0.5 : -2));
        }

        Assert.Equal(0, (await RunAsync(BackupVerbs.Backup, [])).Code);
        Assert.Equal([leftBehind[3]], leftBehind.Where(File.Exists));
        await using (await CollectorProcess.StartAsync(folder))
        {
            Assert.All(leftBehind, file => Assert.False(File.Exists(file)));
        }

        await using var again = await OpenStore.AtAsync(Database);
        Assert.Equal(3, (await again.Evidence.MessagesAsync(Token, Cancelled)).Count);
    }

    [Fact]
    public async Task The_documented_lines_for_PostgreSQL_bring_back_what_was_there()
    {
        var database = await postgres.NewDatabaseAsync();
        var name = new Npgsql.NpgsqlConnectionStringBuilder(database).Database;
        var dump = folder.At("evidence.dump");
        await using (var store = await OpenStore.AtAsync(database))
        {
            await AppendAsync(store, 0, 20);
            await postgres.ShellAsync(DocumentedLine("pg_dump ", name!, dump));
            await AppendAsync(store, 20, 5);
        }

        await postgres.ShellAsync(DocumentedLine("pg_restore ", name!, dump));
        await using var restored = await OpenStore.AtAsync(database);
        Assert.Equal(20, (await restored.Evidence.MessagesAsync(Token, Cancelled)).Count);
        await AppendAsync(restored, 21, 1);
        Assert.Equal(21, (await restored.Evidence.MessagesAsync(Token, Cancelled)).DistinctBy(record => record.Id).Count());
    }

    private async Task<(int Code, byte[] Output, string Said)> RunAsync(string verb, byte[] input)
    {
        using var output = new MemoryStream();
        using var error = new StringWriter();
        var settings = new CollectorSettings { Names = RunningCollector.Names, Database = Database };
        var code = await BackupVerbs.RunAsync(verb, settings, new MemoryStream(input), output, error, Cancelled);
        return (code, output.ToArray(), error.ToString());
    }

    // As docs/operation.md has it, on this test's database and file.
    private static string DocumentedLine(string program, string database, string dump)
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root!.FullName, "mta-sts-audit.slnx")))
        {
            root = root.Parent;
        }

        var line = Assert.Single(File.ReadLines(Path.Combine(root.FullName, "docs", "operation.md")), line => line.TrimStart().StartsWith(program, StringComparison.Ordinal)).Trim();
        Assert.Contains("=evidence ", line, StringComparison.Ordinal);
        Assert.EndsWith("evidence.dump", line, StringComparison.Ordinal);
        return line.Replace("evidence.dump", dump, StringComparison.Ordinal).Replace("=evidence ", $"={database} ", StringComparison.Ordinal);
    }

    private async Task DamageAsync(int from)
    {
        await using var file = new FileStream(folder.At("evidence.db"), FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        file.Position = from;
        await file.WriteAsync(Enumerable.Repeat((byte)0x55, 8192).ToArray(), Cancelled);
    }

    private static async Task AppendAsync(OpenStore store, int first, int count)
    {
        for (var number = first; number < first + count; number++)
        {
            await store.Evidence.AppendAsync([new MessageAccepted(new ReceiverName('a'), new SmtpClient(IPAddress.Parse("192.0.2.25"), 40000, null), "mx", null, "x", "y", Token, $"4Q{number}", null, 1)],
                "a text"u8.ToArray(), Cancelled);
        }
    }
}
