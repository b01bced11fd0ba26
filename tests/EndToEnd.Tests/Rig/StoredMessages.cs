using System.Text.Json;
using Microsoft.Data.Sqlite;
using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Names;

namespace MtaStsAudit.EndToEnd.Tests.Rig;

/// <summary>What the store holds of a token, message by message: a report holds a part of very many.</summary>
internal static class StoredMessages
{
    /// <summary>Read from a backup of the running testbed.</summary>
    public static async Task<IReadOnlyList<MessageAccepted>> OfAsync(AuditToken token)
    {
        var file = Path.Combine(LocalRig.Root, "artifacts", $"evidence-{token}.db");
        await LocalRig.ShellAsync($"scripts/backup.sh >artifacts/{Path.GetFileName(file)}");
        try
        {
            await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
            await connection.OpenAsync(TestContext.Current.CancellationToken);
            await using var command = connection.CreateCommand();
            command.CommandText = "SELECT observation FROM evidence WHERE token = @token ORDER BY id";
            command.Parameters.AddWithValue("@token", token.ToString());
            await using var rows = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
            List<MessageAccepted> messages = [];
            while (await rows.ReadAsync(TestContext.Current.CancellationToken))
            {
                messages.Add((MessageAccepted)JsonSerializer.Deserialize(rows.GetString(0), EvidenceJson.Default.Observation)!);
            }

            return messages;
        }
        finally
        {
            File.Delete(file);
        }
    }
}
