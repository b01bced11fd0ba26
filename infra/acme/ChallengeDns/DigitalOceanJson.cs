using System.Text.Json.Serialization;

namespace MtaStsAudit.Acme.ChallengeDns;

internal sealed record DomainRecord(long? Id, string Type, string Name, string Data, int? Ttl);

internal sealed record DomainRecordAnswer(DomainRecord? DomainRecord);

internal sealed record DomainRecordsAnswer(IReadOnlyList<DomainRecord>? DomainRecords);

internal sealed record DigitalOceanError(string? Id, string? Message);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(DomainRecord))]
[JsonSerializable(typeof(DomainRecordAnswer))]
[JsonSerializable(typeof(DomainRecordsAnswer))]
[JsonSerializable(typeof(DigitalOceanError))]
internal sealed partial class DigitalOceanJson : JsonSerializerContext;
