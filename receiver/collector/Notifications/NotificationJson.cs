using System.Text.Json;
using System.Text.Json.Serialization;
using MtaStsAudit.Model.Evidence;

namespace MtaStsAudit.Collector.Notifications;

/// <summary>The answer to a notification that was handed in.</summary>
/// <param name="Read">What it tells, of each address of the audit.</param>
/// <param name="Added">How many of these were not known before.</param>
internal sealed record NotificationsTaken(IReadOnlyList<DeliveryStatusGiven> Read, int Added);

[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(ReceiverNameConverter), typeof(AuditTokenConverter)])]
[JsonSerializable(typeof(NotificationsTaken))]
internal sealed partial class NotificationJson : JsonSerializerContext;
