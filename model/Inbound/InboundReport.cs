using System.Text.Json;
using System.Text.Json.Serialization;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Verdicts;

namespace MtaStsAudit.Model.Inbound;

/// <summary>What a domain publishes for mail it receives, and what is right and wrong with it.</summary>
/// <param name="PolicyText">The policy as served; null when none was.</param>
/// <param name="Findings">By subject: record, policy, MX hosts, reports.</param>
/// <param name="MxHosts">Where mail for the domain goes, in the order of preference; null where that was not seen.</param>
public sealed record InboundReport(
    DomainName Domain, DateTimeOffset At, InboundFinding Overall, string? PolicyText, IReadOnlyList<Finding> Findings, IReadOnlyList<string>? MxHosts = null,
    [property: JsonPropertyOrder(-1)] int Version = InboundReport.CurrentVersion)
{
    /// <summary>The version of this form's JSON. One that was stored before there were versions has the first.</summary>
    public const int CurrentVersion = 1;

    [JsonIgnore]
    public bool HasError => Findings.Any(finding => finding.Severity == Severity.Error);

    /// <summary>Whether something could not be seen from here.</summary>
    [JsonIgnore]
    public bool HasNotChecked => Findings.Any(finding => finding.Severity == Severity.NotChecked);
}

/// <summary>The JSON form of an inbound report: of <c>audit inbound --json</c> and of the API.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    UseStringEnumConverter = true,
    WriteIndented = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(DomainNameConverter)])]
[JsonSerializable(typeof(InboundReport))]
public sealed partial class InboundReportJson : JsonSerializerContext;

public sealed class DomainNameConverter : JsonConverter<DomainName>
{
    public override DomainName Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        DomainName.TryParse(reader.GetString(), out var name) ? name : throw new JsonException("not a domain name");

    public override void Write(Utf8JsonWriter writer, DomainName value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
