using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization;
using MtaStsAudit.Model.Names;

namespace MtaStsAudit.Model.Evidence;

/// <summary>The one JSON form of observations: in the store, in the API and in exports.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(ReceiverNameConverter), typeof(AuditTokenConverter), typeof(IPAddressConverter)])]
[JsonSerializable(typeof(Observation))]
[JsonSerializable(typeof(EvidenceRecord))]
[JsonSerializable(typeof(IReadOnlyList<EvidenceRecord>))]
public sealed partial class EvidenceJson : JsonSerializerContext;

public sealed class ReceiverNameConverter : JsonConverter<ReceiverName>
{
    public override ReceiverName Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        ReceiverName.TryParse(reader.GetString(), out var name) ? name : throw new JsonException("not a receiver's name");

    public override void Write(Utf8JsonWriter writer, ReceiverName value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}

public sealed class AuditTokenConverter : JsonConverter<AuditToken>
{
    public override AuditToken Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        AuditToken.TryParse(reader.GetString(), out var token) ? token : throw new JsonException("not an audit token");

    public override void Write(Utf8JsonWriter writer, AuditToken value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}

public sealed class IPAddressConverter : JsonConverter<IPAddress>
{
    public override IPAddress Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        IPAddress.TryParse(reader.GetString(), out var address) ? address : throw new JsonException("not an IP address");

    public override void Write(Utf8JsonWriter writer, IPAddress value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
