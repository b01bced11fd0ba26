using System.Data.Common;
using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Names;

namespace MtaStsAudit.Collector.Store;

/// <summary>What people said of audits: whose they are, which sender they are about, which are published. It is no evidence.</summary>
internal sealed class AuditRegistry(EvidenceDatabase database, TimeProvider time)
{
    /// <summary>The most publications that are listed.</summary>
    public const int MostPublications = 1000;

    /// <summary>Makes the holder of a key the owner, unless the audit has one.</summary>
    /// <returns>Whether it had none.</returns>
    public async Task<bool> ClaimAsync(AuditToken token, string keySha256, CancellationToken cancellationToken) =>
        await database.ChangeAsync(
            "INSERT INTO audit_owner (token, key_sha256, at) VALUES (@token, @key, @at) ON CONFLICT (token) DO NOTHING",
            [Of(token), ("@key", keySha256), Now], cancellationToken) > 0;

    public async Task<AuditStanding> StandingAsync(AuditToken token, CancellationToken cancellationToken) =>
        (await database.ReadAsync(
            """
            SELECT owner.key_sha256, sender.provider, sender.domain, publication.at, publication.removed_at, owner.at, own_sender.sender, suite.suite,
                earlier.earlier, (SELECT token FROM audit_earlier WHERE earlier = asked.token ORDER BY at DESC LIMIT 1)
            FROM (SELECT CAST(@token AS TEXT) AS token) AS asked
            LEFT JOIN audit_owner AS owner ON owner.token = asked.token
            LEFT JOIN audit_sender AS sender ON sender.token = asked.token
            LEFT JOIN publication ON publication.token = asked.token
            LEFT JOIN audit_own_sender AS own_sender ON own_sender.token = asked.token
            LEFT JOIN audit_suite AS suite ON suite.token = asked.token
            LEFT JOIN audit_earlier AS earlier ON earlier.token = asked.token
            """,
            [Of(token)],
            row => new AuditStanding(
                TextAt(row, 0),
                TextAt(row, 1) is { } provider ? new AuditSender(provider, DomainAt(row, 2)) : null,
                TimeAt(row, 3),
                TimeAt(row, 4),
                TimeAt(row, 5),
                TextAt(row, 6),
                TextAt(row, 7),
                TokenAt(row, 8),
                TokenAt(row, 9)),
            cancellationToken))[0];

    /// <summary>Says which suite's addresses an audit's page shows.</summary>
    public Task ChooseAsync(AuditToken token, string suite, CancellationToken cancellationToken) =>
        database.ChangeAsync(
            "INSERT INTO audit_suite (token, suite) VALUES (@token, @suite) ON CONFLICT (token) DO UPDATE SET suite = excluded.suite",
            [Of(token), ("@suite", suite)], cancellationToken);

    /// <summary>Says that an audit was made to check the sender of an earlier one again.</summary>
    public Task FollowAsync(AuditToken token, AuditToken earlier, CancellationToken cancellationToken) =>
        database.ChangeAsync(
            "INSERT INTO audit_earlier (token, earlier, at) VALUES (@token, @earlier, @at) ON CONFLICT (token) DO NOTHING",
            [Of(token), ("@earlier", earlier.ToString()), Now], cancellationToken);

    public Task NameAsync(AuditToken token, AuditSender sender, CancellationToken cancellationToken) =>
        database.ChangeAsync(
            """
            INSERT INTO audit_sender (token, provider, domain, at) VALUES (@token, @provider, @domain, @at)
            ON CONFLICT (token) DO UPDATE SET provider = excluded.provider, domain = excluded.domain, at = excluded.at
            """,
            [Of(token), ("@provider", sender.Provider), ("@domain", sender.Domain is { } domain ? domain.Value : DBNull.Value), Now],
            cancellationToken);

    /// <summary>Says which of several senders of a token the audit is about.</summary>
    /// <param name="sender">A client or an organisational domain; null takes the pick back.</param>
    public Task PickAsync(AuditToken token, string? sender, CancellationToken cancellationToken) => sender is null
        ? database.ChangeAsync("DELETE FROM audit_own_sender WHERE token = @token", [Of(token)], cancellationToken)
        : database.ChangeAsync(
            """
            INSERT INTO audit_own_sender (token, sender, at) VALUES (@token, @sender, @at)
            ON CONFLICT (token) DO UPDATE SET sender = excluded.sender, at = excluded.at
            """,
            [Of(token), ("@sender", sender), Now], cancellationToken);

    /// <summary>The audits whose sender sends for a domain.</summary>
    public Task<List<AuditToken>> AuditsOfAsync(DomainName domain, CancellationToken cancellationToken) =>
        database.ReadAsync(
            "SELECT token FROM audit_sender WHERE domain = @domain LIMIT @most",
            [("@domain", domain.Value), ("@most", MostPublications)],
            TokenIn, cancellationToken);

    /// <summary>Does nothing when the audit is published, or was removed.</summary>
    public Task PublishAsync(AuditToken token, CancellationToken cancellationToken) =>
        database.ChangeAsync(
            "INSERT INTO publication (token, at) VALUES (@token, @at) ON CONFLICT (token) DO NOTHING", [Of(token), Now], cancellationToken);

    /// <summary>The owner's own way back; what the administrator removed stays removed.</summary>
    public Task WithdrawAsync(AuditToken token, CancellationToken cancellationToken) =>
        database.ChangeAsync("DELETE FROM publication WHERE token = @token AND removed_at IS NULL", [Of(token)], cancellationToken);

    /// <summary>The administrator's: the audit is not published again.</summary>
    public Task RemoveAsync(AuditToken token, CancellationToken cancellationToken) =>
        database.ChangeAsync(
            """
            INSERT INTO publication (token, at, removed_at) VALUES (@token, @at, @at)
            ON CONFLICT (token) DO UPDATE SET removed_at = excluded.removed_at
            """,
            [Of(token), Now], cancellationToken);

    /// <summary>What is published, newest first.</summary>
    public Task<List<Publication>> PublishedAsync(CancellationToken cancellationToken) =>
        database.ReadAsync(
            """
            SELECT publication.token, sender.provider, sender.domain, publication.at,
                (SELECT MAX(id) FROM evidence WHERE evidence.token = publication.token), own_sender.sender,
                (SELECT MAX(evidence_id) FROM sender_key WHERE sender_key.key = @notifications || publication.token)
            FROM publication JOIN audit_sender AS sender ON sender.token = publication.token
            LEFT JOIN audit_own_sender AS own_sender ON own_sender.token = publication.token
            WHERE publication.removed_at IS NULL
            ORDER BY publication.at DESC LIMIT @most
            """,
            [("@most", MostPublications), ("@notifications", DeliveryStatusGiven.KeyPrefix)],
            row => new Publication(
                TokenIn(row),
                new AuditSender(row.GetString(1), DomainAt(row, 2)),
                EvidenceRow.TimeOf(row.GetInt64(3)),
                row.IsDBNull(4) ? null : row.GetInt64(4),
                TextAt(row, 5),
                row.IsDBNull(6) ? null : row.GetInt64(6)),
            cancellationToken);

    private static (string Name, object Value) Of(AuditToken token) => ("@token", token.ToString());

    private (string Name, object Value) Now => ("@at", EvidenceRow.MicrosecondsOf(time.GetUtcNow()));

    private static AuditToken TokenIn(DbDataReader row) => new(Guid.Parse(row.GetString(0)));

    private static AuditToken? TokenAt(DbDataReader row, int column) => AuditToken.TryParse(TextAt(row, column), out var token) ? token : null;

    private static string? TextAt(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static DomainName? DomainAt(DbDataReader row, int column) =>
        DomainName.TryParse(TextAt(row, column), out var domain) ? domain : null;

    private static DateTimeOffset? TimeAt(DbDataReader row, int column) => row.IsDBNull(column) ? null : EvidenceRow.TimeOf(row.GetInt64(column));
}
