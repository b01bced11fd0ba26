using System.Text.Json;
using System.Text.Json.Serialization;
using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Verdicts;
using MtaStsAudit.Model.Verdicts.Profile;

namespace MtaStsAudit.Collector.Web.Providers;

/// <summary>A row of the provider table as JSON.</summary>
/// <param name="Audit">Where its audit is, at this host.</param>
/// <param name="Support">The label in words, and whether it is so far only.</param>
/// <param name="Outcomes">What became of the mail at each of the study's receivers.</param>
/// <param name="ToldUser">What the sender told its user, in a few words; null where nothing was handed in.</param>
/// <param name="Profile">How many scenarios came out how; null where none beyond the study's was met.</param>
internal sealed record ProviderEntry(
    string Provider,
    string? Domain,
    InboundFinding Inbound,
    DateTimeOffset? InboundAt,
    SupportLabel Label,
    string Support,
    IReadOnlyDictionary<string, OutcomeKind> Outcomes,
    ConformanceCount? Profile,
    string? ToldUser,
    string Audit,
    SenderDescription? Sender,
    DateTimeOffset? FirstEvidence,
    DateTimeOffset? LastEvidence,
    DateTimeOffset? JudgedAt,
    string Suite,
    int RulesVersion)
{
    public static ProviderEntry Of(ProviderRow row) => new(
        row.Provider,
        row.Domain?.Value,
        row.Inbound,
        row.InboundAt,
        row.Label,
        row.Support,
        row.Outcomes.ToDictionary(outcome => outcome.Receiver.ToString(), outcome => outcome.Kind),
        row.Outbound.Profile,
        row.Outbound.ToldUser,
        $"/audits/{row.Token}",
        row.Outbound.Sender,
        row.Outbound.FirstEvidence,
        row.Outbound.LastEvidence,
        row.Outbound.JudgedAt,
        row.Outbound.Suite,
        row.Outbound.RulesVersion);
}

[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(ReceiverNameConverter), typeof(IPAddressConverter)])]
[JsonSerializable(typeof(IReadOnlyList<ProviderEntry>))]
internal sealed partial class ProviderJson : JsonSerializerContext;
