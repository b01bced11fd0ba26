using System.Diagnostics;
using Microsoft.Data.Sqlite;
using MtaStsAudit.Collector.Tests.Running;
using MtaStsAudit.Collector.Tests.Store;

namespace MtaStsAudit.Collector.Tests.Faults;

/// <summary>Whatever befalls the store: acknowledged is recorded, once; meanwhile mail is put off; afterwards nobody has to help.</summary>
public sealed class StoreFaultTests(PostgresServer postgres) : IClassFixture<PostgresServer>, IDisposable
{
    private const int Plenty = 100;

    private readonly TemporaryFolder folder = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task The_disk_is_full_and_has_room_again()
    {
        var disk = Directory.CreateDirectory(folder.At("disk")).FullName;
        Assert.SkipUnless(Run("mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", disk) == 0, "A small file system can be mounted by root only.");
        try
        {
            await using var collector = await RunningCollector.StartAsync(folder, database: $"Data Source={disk}/evidence.db;Pooling=False");
            await using var load = new MailLoad(collector.Milter);
            await load.AcknowledgedAsync(Plenty);

            FillUp($"{disk}/filler");
            await load.PutOffAsync(Plenty);
            File.Delete($"{disk}/filler");
            await load.AcknowledgedAsync(Plenty);

            Assert.True((await load.CompareAsync(collector.Archive)).PutOff >= Plenty);
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            Assert.Equal(0, Run("umount", disk));
        }
    }

    [Fact]
    public async Task The_store_is_locked_and_let_go()
    {
        await using var collector = await RunningCollector.StartAsync(folder);
        await using var load = new MailLoad(collector.Milter);
        await load.AcknowledgedAsync(Plenty);
        await using (var intruder = new SqliteConnection($"Data Source={folder.At("evidence.db")};Pooling=False"))
        {
            await intruder.OpenAsync(Cancelled);
            await using var takeIt = intruder.CreateCommand();
            takeIt.CommandText = "BEGIN IMMEDIATE";
            await takeIt.ExecuteNonQueryAsync(Cancelled);
            await load.PutOffAsync(1);
        }

        await load.AcknowledgedAsync(Plenty);

        Assert.True((await load.CompareAsync(collector.Archive)).PutOff >= 1);
    }

    [Fact]
    public async Task The_PostgreSQL_server_crashes_and_is_started_again()
    {
        await using var collector = await RunningCollector.StartAsync(folder, database: await postgres.NewDatabaseAsync());
        await using var load = new MailLoad(collector.Milter);
        for (var crash = 0; crash < 3; crash++)
        {
            await load.AcknowledgedAsync(Plenty);
            await postgres.CrashAsync();
            await load.PutOffAsync(Plenty);
            await postgres.StartAsync();
        }

        await load.AcknowledgedAsync(Plenty);
        var (acknowledged, putOff) = await load.CompareAsync(collector.Archive);
        Assert.True(acknowledged >= 4 * Plenty && putOff >= 3 * Plenty);
    }

    [Fact]
    public async Task The_answer_to_a_commit_is_lost()
    {
        await using var cut = new CommitCutter(postgres.Port);
        var database = new Npgsql.NpgsqlConnectionStringBuilder(await postgres.NewDatabaseAsync()) { Port = cut.Port, SslMode = Npgsql.SslMode.Disable }.ToString();
        await using var collector = await RunningCollector.StartAsync(folder, database: database);
        await using var load = new MailLoad(collector.Milter);
        for (var times = 0; times < 5; times++)
        {
            await load.AcknowledgedAsync(Plenty);
            var lost = cut.SwallowNextAnswer();
            await lost.WaitAsync(TimeSpan.FromMinutes(1), Cancelled);
            await load.PutOffAsync(1);
        }

        await load.AcknowledgedAsync(Plenty);
        var (_, putOff) = await load.CompareAsync(collector.Archive);
        Assert.True(putOff >= 5);
    }

    [Fact]
    public async Task The_clock_jumps()
    {
        var time = new JumpingTime();
        await using var collector = await RunningCollector.StartAsync(folder, time: time);
        await using var load = new MailLoad(collector.Milter);
        foreach (var days in new[] { 3650, -3651, 1, 0 })
        {
            await load.AcknowledgedAsync(Plenty);
            time.Jump(TimeSpan.FromDays(days));
            // Retention looks once an hour.
            time.Advance(TimeSpan.FromHours(1));
        }

        await load.AcknowledgedAsync(Plenty);
        Assert.True((await load.CompareAsync(collector.Archive)).Acknowledged >= 5 * Plenty);
    }

    // To the last octet: smaller and smaller pieces.
    private static void FillUp(string file)
    {
        using var filler = new FileStream(file, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        foreach (var size in new[] { 65536, 4096, 1 })
        {
            try
            {
                while (true)
                {
                    filler.Write(new byte[size]);
                }
            }
            catch (IOException)
            {
                // Full.
            }
        }
    }

    private static int Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode;
    }
}
