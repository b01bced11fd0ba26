using MtaStsAudit.Model.Names;

namespace MtaStsAudit.Collector.Store;

/// <summary>
/// The audits that were kept long enough. From then on nobody is answered with their messages. The records themselves go when no audit
/// that is kept may rest on them: mail of one audit may explain what its sender did in the time of another.
/// </summary>
internal sealed class RetiredAudits(EvidenceDatabase database)
{
    /// <summary>Of a token, the messages that are still to be told of; what is mailed after a token was retired is a new audit.</summary>
    public const string IsKept = "id > COALESCE((SELECT until_id FROM retired_audit WHERE token = @token), 0)";

    /// <summary>The newest message of a token that is kept; null: none is.</summary>
    public async Task<(long Id, DateTimeOffset At)?> NewestAsync(AuditToken token, CancellationToken cancellationToken) =>
        await database.ReadAsync(
            $"SELECT id, at FROM evidence WHERE token = @token AND {IsKept} ORDER BY id DESC LIMIT 1",
            [("@token", token.ToString())], row => (row.GetInt64(0), EvidenceRow.TimeOf(row.GetInt64(1))), cancellationToken) is [var newest] ? newest : null;

    /// <summary>Retires the messages of a token, and what people said of them.</summary>
    /// <param name="newest">The id of the last message that goes.</param>
    public async Task RetireAsync(AuditToken token, long newest, CancellationToken cancellationToken)
    {
        List<(string, object)> of = [("@token", token.ToString())];
        // First of all: without its messages it would stand in the table as undecided. What the administrator removed stays removed.
        await database.ChangeAsync("DELETE FROM publication WHERE token = @token AND removed_at IS NULL", of, cancellationToken);
        await database.ChangeAsync(
            "INSERT INTO retired_audit (token, until_id) VALUES (@token, @until) ON CONFLICT (token) DO UPDATE SET until_id = excluded.until_id",
            [.. of, ("@until", newest)], cancellationToken);
        await database.ChangeAsync("DELETE FROM audit_sender WHERE token = @token", of, cancellationToken);
        await database.ChangeAsync("DELETE FROM audit_own_sender WHERE token = @token", of, cancellationToken);
        await database.ChangeAsync("DELETE FROM audit_suite WHERE token = @token", of, cancellationToken);
        await database.ChangeAsync("DELETE FROM audit_earlier WHERE token = @token OR earlier = @token", of, cancellationToken);
        await database.ChangeAsync("DELETE FROM audit_owner WHERE token = @token", of, cancellationToken);
    }

    /// <summary>Forgets those that no record is left of.</summary>
    public Task ForgetAsync(CancellationToken cancellationToken) => database.ChangeAsync(
        "DELETE FROM retired_audit WHERE NOT EXISTS (SELECT 1 FROM evidence WHERE evidence.token = retired_audit.token AND evidence.id <= retired_audit.until_id)",
        [], cancellationToken);
}
