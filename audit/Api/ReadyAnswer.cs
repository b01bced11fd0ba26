using System.Text.Json;
using System.Text.Json.Serialization;

namespace MtaStsAudit.Audit.Api;

/// <summary>What <c>GET /ready</c> tells, as far as it is read here.</summary>
internal sealed record ReadyAnswer(bool Ready, IReadOnlyList<ReadyReceiver> Receivers, ReadySelfCheck SelfCheck);

/// <param name="Ok">As designed, or not checked yet.</param>
/// <param name="Detail">What the newest self-check found.</param>
internal sealed record ReadyReceiver(bool Ok, string Receiver, string Detail);

/// <param name="CheckedAt">When the newest self-check began; null: there was none since the collector's start.</param>
internal sealed record ReadySelfCheck(DateTimeOffset? CheckedAt);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(ReadyAnswer))]
internal sealed partial class ReadyAnswerJson : JsonSerializerContext;
