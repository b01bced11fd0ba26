using System.Text.Json;
using System.Text.Json.Serialization;
using MtaStsAudit.Audit.Commands;
using MtaStsAudit.Model.Evidence;

namespace MtaStsAudit.Audit.Zoo;

/// <summary>The zoo's results as JSON, to be kept and read again.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    UseStringEnumConverter = true,
    WriteIndented = true,
    Converters = [typeof(ReceiverNameConverter), typeof(AuditTokenConverter)])]
[JsonSerializable(typeof(ZooReport))]
internal sealed partial class ZooJson : JsonSerializerContext
{
    public static string Print(ZooReport report) => JsonSerializer.Serialize(report, Default.ZooReport);

    /// <param name="file">What to call it when it cannot be read.</param>
    /// <exception cref="CommandFault">It is none, or of a later version.</exception>
    public static ZooReport Parse(string json, string file)
    {
        try
        {
            return JsonSerializer.Deserialize(json, Default.ZooReport) switch
            {
                { Version: > Zoo.ZooReport.CurrentVersion } later => throw new CommandFault($"{file} has version {later.Version}, and this command reads version {Zoo.ZooReport.CurrentVersion}: take a newer one."),
                { Version: > 0, Scenarios: not null, Senders: not null, LeftOut: not null } report => report,
                _ => throw new CommandFault($"{file} holds no results of 'audit zoo --json'."),
            };
        }
        catch (JsonException fault)
        {
            throw new CommandFault($"{file} cannot be read as results of 'audit zoo --json': {fault.Message}");
        }
    }
}
