namespace MtaStsAudit.Collector.Tests.Store;

public sealed class PostgresStoreTests(PostgresServer server) : EvidenceStoreTests, IClassFixture<PostgresServer>
{
    private protected override Task<string> NewDatabaseAsync() => server.NewDatabaseAsync();
}
