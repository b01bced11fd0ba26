using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace MtaStsAudit.Collector.Store;

/// <summary>The database behind the store. All that SQLite and PostgreSQL do differently is here.</summary>
internal sealed class EvidenceDatabase : IAsyncDisposable
{
    private readonly Func<DbConnection> connect;
    private readonly string afterOpen;
    private readonly string schema;
    private readonly NpgsqlDataSource? postgres;

    private EvidenceDatabase(Func<DbConnection> connect, string afterOpen, string schema, NpgsqlDataSource? postgres, string? file)
    {
        File = file;
        this.connect = connect;
        this.afterOpen = afterOpen;
        this.schema = schema;
        this.postgres = postgres;
    }

    /// <summary>The file of an SQLite database; null for PostgreSQL.</summary>
    public string? File { get; }

    /// <summary>How large the database is on this machine's disk, with what SQLite has not yet moved into its file.</summary>
    public long? Octets => File is null ? null : new[] { File, File + "-wal" }.Select(path => new FileInfo(path)).Where(file => file.Exists).Sum(file => file.Length);

    /// <param name="connectionString"><c>Data Source=…</c> opens SQLite, everything else PostgreSQL.</param>
    public static EvidenceDatabase Open(string connectionString) =>
        connectionString.Contains("Data Source=", StringComparison.OrdinalIgnoreCase)
            ? Sqlite(new SqliteConnectionStringBuilder(connectionString) { DefaultTimeout = 5 }.ToString())
            : Postgres(NpgsqlDataSource.Create(connectionString));

    public async Task CreateSchemaAsync(CancellationToken cancellationToken)
    {
        await using var connection = await ConnectAsync(cancellationToken);
        await ExecuteAsync(connection, schema, cancellationToken);
    }

    public async Task<DbConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        var connection = connect();
        try
        {
            await connection.OpenAsync(cancellationToken);
            if (afterOpen.Length > 0)
            {
                await ExecuteAsync(connection, afterOpen, cancellationToken);
            }

            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// What was deleted leaves SQLite's log too, which keeps pages as they were for as long as it is not begun anew. While somebody
    /// reads, it stays as it is, until the next time.
    /// </summary>
    public async Task ForgetDeletedAsync(CancellationToken cancellationToken)
    {
        if (File is not null)
        {
            await using var connection = await ConnectAsync(cancellationToken);
            await ExecuteAsync(connection, "PRAGMA wal_checkpoint(TRUNCATE)", cancellationToken);
        }
    }

    public ValueTask DisposeAsync() => postgres?.DisposeAsync() ?? ValueTask.CompletedTask;

    // FULL: a commit has reached the disk when it returns, also in WAL mode. What is deleted is overwritten, not only let go.
    private static EvidenceDatabase Sqlite(string connectionString) => new(
        () => new SqliteConnection(connectionString),
        // A checkpoint every 16 MiB: a page that many commits change is moved into the file once.
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON; PRAGMA wal_autocheckpoint=4000;",
        Schema("INTEGER PRIMARY KEY AUTOINCREMENT", "BLOB", " WITHOUT ROWID", serialised: ""),
        postgres: null,
        new SqliteConnectionStringBuilder(connectionString).DataSource);

    private static EvidenceDatabase Postgres(NpgsqlDataSource source) => new(
        source.CreateConnection,
        afterOpen: "",
        // Two collectors that start at once would both find nothing and both create.
        Schema("BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY", "BYTEA", "", serialised: "SELECT pg_advisory_xact_lock(8461);"),
        source,
        file: null);

    private static string Schema(string identity, string binary, string clustered, string serialised) =>
        $"""
        {serialised}
        CREATE TABLE IF NOT EXISTS evidence (
            id {identity},
            at BIGINT NOT NULL,
            kind TEXT NOT NULL,
            token TEXT,
            session_id TEXT UNIQUE,
            observation TEXT NOT NULL);
        CREATE INDEX IF NOT EXISTS evidence_token ON evidence (token, id) WHERE token IS NOT NULL;
        CREATE INDEX IF NOT EXISTS evidence_without_token ON evidence (id) WHERE kind IN ('policy-fetch', 'tls-report');
        CREATE TABLE IF NOT EXISTS sender_key (
            key TEXT NOT NULL,
            at BIGINT NOT NULL,
            evidence_id BIGINT NOT NULL REFERENCES evidence (id),
            PRIMARY KEY (key, at, evidence_id)){clustered};
        -- The way back, for deletion: without it, each record that goes has the database look through all keys.
        CREATE INDEX IF NOT EXISTS sender_key_evidence ON sender_key (evidence_id);
        CREATE TABLE IF NOT EXISTS message_content (
            evidence_id BIGINT PRIMARY KEY REFERENCES evidence (id),
            content {binary} NOT NULL);
        CREATE INDEX IF NOT EXISTS evidence_policy_fetch ON evidence (id) WHERE kind = 'policy-fetch';
        CREATE INDEX IF NOT EXISTS evidence_policy_fetch_failed ON evidence (id) WHERE kind = 'policy-fetch-failed';
        CREATE INDEX IF NOT EXISTS evidence_tls_report ON evidence (at) WHERE kind = 'tls-report';
        CREATE INDEX IF NOT EXISTS evidence_report_signature ON evidence (at) WHERE kind = 'report-signature';
        CREATE INDEX IF NOT EXISTS evidence_self_check ON evidence (at) WHERE kind = 'self-check';
        CREATE INDEX IF NOT EXISTS evidence_operators_mail ON evidence (id) WHERE kind = 'message' AND token IS NULL;
        CREATE TABLE IF NOT EXISTS testbed_look (
            only_one INTEGER NOT NULL PRIMARY KEY CHECK (only_one = 1),
            at BIGINT NOT NULL);
        CREATE TABLE IF NOT EXISTS store_trial (
            only_one INTEGER NOT NULL PRIMARY KEY CHECK (only_one = 1),
            at BIGINT NOT NULL);
        CREATE TABLE IF NOT EXISTS audit_owner (
            token TEXT NOT NULL PRIMARY KEY,
            key_sha256 TEXT NOT NULL,
            at BIGINT NOT NULL){clustered};
        CREATE TABLE IF NOT EXISTS audit_sender (
            token TEXT NOT NULL PRIMARY KEY,
            provider TEXT NOT NULL,
            domain TEXT,
            at BIGINT NOT NULL){clustered};
        CREATE INDEX IF NOT EXISTS audit_sender_domain ON audit_sender (domain) WHERE domain IS NOT NULL;
        CREATE TABLE IF NOT EXISTS audit_own_sender (
            token TEXT NOT NULL PRIMARY KEY,
            sender TEXT NOT NULL,
            at BIGINT NOT NULL){clustered};
        CREATE TABLE IF NOT EXISTS audit_suite (
            token TEXT NOT NULL PRIMARY KEY,
            suite TEXT NOT NULL){clustered};
        CREATE TABLE IF NOT EXISTS audit_earlier (
            token TEXT NOT NULL PRIMARY KEY,
            earlier TEXT NOT NULL,
            at BIGINT NOT NULL){clustered};
        CREATE INDEX IF NOT EXISTS audit_earlier_back ON audit_earlier (earlier);
        CREATE TABLE IF NOT EXISTS publication (
            token TEXT NOT NULL PRIMARY KEY,
            at BIGINT NOT NULL,
            removed_at BIGINT){clustered};
        CREATE TABLE IF NOT EXISTS retired_audit (
            token TEXT NOT NULL PRIMARY KEY,
            until_id BIGINT NOT NULL){clustered};
        CREATE TABLE IF NOT EXISTS inbound_check (
            domain TEXT NOT NULL PRIMARY KEY,
            at BIGINT NOT NULL,
            finding TEXT NOT NULL,
            report TEXT NOT NULL){clustered};
        """;

    private static async Task ExecuteAsync(DbConnection connection, string text, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = text;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
