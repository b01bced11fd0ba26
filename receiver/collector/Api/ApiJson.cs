using System.Text.Json;
using System.Text.Json.Serialization;

namespace MtaStsAudit.Collector.Api;

/// <summary>The answer of <c>/health</c>, in the original's form.</summary>
internal sealed record Health(string Pong);

/// <summary>A line of the answer of <c>/poll</c>, in the original's form.</summary>
/// <param name="When">RFC 3339, UTC.</param>
internal sealed record PollLine(string Service, string When, string Line);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(Health))]
[JsonSerializable(typeof(Dictionary<string, List<PollLine>>))]
internal sealed partial class ApiJson : JsonSerializerContext;
