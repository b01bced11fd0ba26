using System.Text.Json;
using System.Text.Json.Serialization;
using MtaStsAudit.Model.Evidence;

namespace MtaStsAudit.Model.Verdicts;

/// <summary>The JSON form of a report, as the API serves it and <c>audit run --json</c> prints it.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(ReceiverNameConverter), typeof(AuditTokenConverter), typeof(IPAddressConverter)])]
[JsonSerializable(typeof(AuditReport))]
public sealed partial class AuditReportJson : JsonSerializerContext;
