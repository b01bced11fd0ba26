using System.Text.Json;
using System.Text.Json.Serialization;
using MtaStsAudit.Model.Evidence;

namespace MtaStsAudit.Front.Sessions;

/// <summary>What is written of a session when it is over: an object a line.</summary>
/// <param name="Time">When it began.</param>
/// <param name="Listener">The listener's name in the settings.</param>
/// <param name="Local">The address and port that the client connected to.</param>
/// <param name="Fault">The fault's name in the settings.</param>
/// <param name="ClientHello">Null: none came, or none that could be read.</param>
/// <param name="FromClient">In octets.</param>
/// <param name="ToClient">In octets.</param>
internal sealed record SessionRecord(
    DateTimeOffset Time,
    string Listener,
    string Local,
    string Client,
    int ClientPort,
    string Fault,
    ClientHello? ClientHello,
    long FromClient,
    long ToClient,
    SessionEnding Ended);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true)]
[JsonSerializable(typeof(SessionRecord))]
internal sealed partial class SessionRecordJson : JsonSerializerContext;

/// <summary>Writes the records of sessions.</summary>
internal sealed class SessionLog(TextWriter output)
{
    private readonly Lock writing = new();

    public void Write(SessionRecord record)
    {
        var line = JsonSerializer.Serialize(record, SessionRecordJson.Default.SessionRecord);
        lock (writing)
        {
            output.WriteLine(line);
        }
    }
}
