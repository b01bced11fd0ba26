using Npgsql;

namespace MtaStsAudit.Collector.Tests.Store;

public sealed class PostgresStoreTests(PostgresServer server) : EvidenceStoreTests, IClassFixture<PostgresServer>
{
    private protected override async Task<string> NewDatabaseAsync()
    {
        Assert.SkipWhen(server.MissingBecause is not null, server.MissingBecause ?? "");
        var name = $"evidence_{Guid.NewGuid():N}";
        await using var source = NpgsqlDataSource.Create(server.ConnectionString("postgres"));
        await using var create = source.CreateCommand($"CREATE DATABASE {name}");
        await create.ExecuteNonQueryAsync(Cancelled);
        return server.ConnectionString(name);
    }
}
