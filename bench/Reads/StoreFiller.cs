using System.Diagnostics;
using System.Net;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Names;

namespace MtaStsAudit.Bench.Reads;

/// <summary>Fills a store with audits as the collector would have, in its own schema: two rounds of six messages and their sessions each.</summary>
internal static class StoreFiller
{
    public const int RecordsOfAnAudit = 24;

    private const string Fill =
        """
        PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-400000;
        BEGIN;
        WITH RECURSIVE record(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM record WHERE i + 1 < @rows),
        placed AS (SELECT i, i / 24 AS audit, i % 24 AS step, substr('abcdef', i % 6 + 1, 1) AS letter FROM record)
        INSERT INTO evidence (at, kind, token, session_id, observation)
        SELECT @start + audit * 100000000 + step * 1000000 + (step / 12) * 70000000,
            CASE (step / 6) % 2 WHEN 0 THEN 'message' ELSE 'session' END,
            CASE (step / 6) % 2 WHEN 0 THEN printf('%08x-0000-4000-8000-%012x', audit, audit) END,
            CASE (step / 6) % 2 WHEN 1 THEN printf('s%d', i) END,
            replace(replace(replace(CASE (step / 6) % 2 WHEN 0 THEN @message ELSE @session END,
                '"z"', '"' || letter || '"'),
                '99999999-0000-4000-8000-000000000000', printf('%08x-0000-4000-8000-%012x', audit, audit)),
                '192.0.2.25', printf('%d.%d.%d.25', 11 + (audit >> 16), (audit >> 8) & 255, audit & 255))
        FROM placed;
        INSERT INTO sender_key (key, at, evidence_id)
        SELECT printf('%d.%d.%d.0/24', 11 + (((id - 1) / 24) >> 16), (((id - 1) / 24) >> 8) & 255, ((id - 1) / 24) & 255), at, id FROM evidence;
        COMMIT;
        PRAGMA journal_mode=WAL;
        """;

    /// <returns>The tokens of all audits can be told from their number.</returns>
    public static async Task FillAsync(string file, long rows)
    {
        var began = Stopwatch.GetTimestamp();
        await using var store = new SqliteConnection($"Data Source={file};Pooling=False");
        await store.OpenAsync();
        await using var fill = store.CreateCommand();
        fill.CommandText = Fill;
        fill.CommandTimeout = 0;
        fill.Parameters.AddWithValue("@rows", rows);
        fill.Parameters.AddWithValue("@start", DateTimeOffset.UtcNow.AddDays(-600).ToUnixTimeMilliseconds() * 1000);
        fill.Parameters.AddWithValue("@message", Json(Message));
        fill.Parameters.AddWithValue("@session", Json(Session));
        await fill.ExecuteNonQueryAsync();
        Console.WriteLine($"a store of {rows:N0} records: {new FileInfo(file).Length >> 20} MiB, filled in {Stopwatch.GetElapsedTime(began).TotalSeconds:0} s");
    }

    /// <summary>Adds one audit of many messages, each with its session.</summary>
    public static async Task AddAsync(string file, string token, int messages)
    {
        await using var store = new SqliteConnection($"Data Source={file};Pooling=False");
        await store.OpenAsync();
        await using var add = store.CreateCommand();
        add.CommandText =
            """
            BEGIN;
            CREATE TEMP TABLE newest AS SELECT COALESCE(MAX(id), 0) AS id FROM evidence;
            WITH RECURSIVE record(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM record WHERE i + 1 < @messages * 2)
            INSERT INTO evidence (at, kind, token, session_id, observation)
            SELECT @start + i * 500000,
                CASE i % 2 WHEN 0 THEN 'message' ELSE 'session' END,
                CASE i % 2 WHEN 0 THEN @token END,
                CASE i % 2 WHEN 1 THEN printf('%s %d', @token, i) END,
                replace(replace(replace(CASE i % 2 WHEN 0 THEN @message ELSE @session END,
                    '"z"', '"' || substr('abcdef', (i / 2) % 6 + 1, 1) || '"'),
                    '99999999-0000-4000-8000-000000000000', @token),
                    '40000', 1024 + i / 2)
            FROM record;
            INSERT INTO sender_key (key, at, evidence_id) SELECT '192.0.2.0/24', at, id FROM evidence WHERE id > (SELECT id FROM newest);
            DROP TABLE newest;
            COMMIT;
            """;
        add.Parameters.AddWithValue("@messages", messages);
        add.Parameters.AddWithValue("@token", token);
        add.Parameters.AddWithValue("@start", DateTimeOffset.UtcNow.AddDays(-1).ToUnixTimeMilliseconds() * 1000);
        add.Parameters.AddWithValue("@message", Json(Message));
        add.Parameters.AddWithValue("@session", Json(Session));
        await add.ExecuteNonQueryAsync();
    }

    /// <summary>The records of such an audit.</summary>
    public static IEnumerable<EvidenceRecord> RecordsOf(AuditToken token, int messages, DateTimeOffset start)
    {
        for (var number = 0; number < messages; number++)
        {
            var (letter, client, at) = (new ReceiverName("abcdef"[number % 6]), Client with { Port = 1024 + number }, start.AddSeconds(number));
            yield return new((2 * number) + 1, at, Message with { Receiver = letter, Client = client, Token = token });
            yield return new((2 * number) + 2, at, Session with { Receiver = letter, Client = client, SessionId = $"{number}" });
        }
    }

    public static string TokenOf(long audit) => $"{audit:x8}-0000-4000-8000-{audit:x12}";

    private static SmtpClient Client => new(IPAddress.Parse("192.0.2.25"), 40000, null);

    // The letter z, the token and the address are put right for each record.
    private static MessageAccepted Message => new(
        new ReceiverName('z'), Client, "mx1.sender.example", new TlsParameters("TLSv1.3", "TLS_AES_256_GCM_SHA384"), "auditor@sender.example",
        "99999999-0000-4000-8000-000000000000@z.audit.test", new AuditToken(Guid.Parse("99999999-0000-4000-8000-000000000000")), "4gHf9T2vZz1kq", "MTA-STS audit", 612);

    private static SessionEnded Session => new(
        new ReceiverName('z'), Client, DateTimeOffset.UnixEpoch, new TlsParameters("TLSv1.3", "TLS_AES_256_GCM_SHA384"), "mail-z.audit.test", null,
        new CommandSummary(new Dictionary<string, CommandCount> { ["ehlo"] = new(2, 2), ["starttls"] = new(1, 1), ["mail"] = new(1, 1), ["rcpt"] = new(1, 1), ["data"] = new(1, 1), ["quit"] = new(1, 1) }),
        SessionEnding.Quit, null, "s");

    private static string Json(Observation what) => JsonSerializer.Serialize(what, EvidenceJson.Default.Observation);
}
