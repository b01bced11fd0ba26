using System.Text.Json;
using System.Text.Json.Serialization;
using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Inbound;
using MtaStsAudit.Model.Names;

namespace MtaStsAudit.Model.SelfChecks;

/// <summary>A self-check of a testbed, as it is answered.</summary>
public sealed record SiteReport(DomainName Site, DateTimeOffset At, SiteState Overall, IReadOnlyList<SiteFinding> Findings, [property: JsonPropertyOrder(-1)] int Version = SiteReport.CurrentVersion)
{
    /// <summary>The version of this form's JSON.</summary>
    public const int CurrentVersion = 1;

    public static SiteReport Of(SiteNames site, DateTimeOffset at, IReadOnlyList<SiteFinding> findings) => new(site.Site, at, Worst(findings), findings);

    // What is wrong outweighs what could not be checked, and that what only needs care.
    private static SiteState Worst(IReadOnlyList<SiteFinding> findings) =>
        new[] { SiteState.NotAsDesigned, SiteState.NotChecked, SiteState.NeedsCare }
            .FirstOrDefault(state => findings.Any(finding => finding.State == state), SiteState.AsDesigned);
}

/// <summary>The JSON form of a self-check, as of <c>audit doctor --json</c>.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    UseStringEnumConverter = true,
    WriteIndented = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(DomainNameConverter), typeof(ReceiverNameConverter)])]
[JsonSerializable(typeof(SiteReport))]
public sealed partial class SiteReportJson : JsonSerializerContext;
