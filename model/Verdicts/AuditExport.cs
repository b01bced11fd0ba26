using System.Text.Json;
using System.Text.Json.Serialization;
using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Receivers;
using MtaStsAudit.Model.Scenarios;

namespace MtaStsAudit.Model.Verdicts;

/// <summary>
/// An audit as a file: all that its verdict is a function of, and the verdict itself. <c>audit judge FILE</c> judges it again, with no
/// testbed at hand.
/// </summary>
/// <param name="Format">The version of this form.</param>
/// <param name="Suite">The name of the suite whose rule read the outcomes.</param>
/// <param name="RulesVersion">The version of the rules that judged: another one may judge otherwise.</param>
/// <param name="SettleSeconds">As in <see cref="AuditRules"/>.</param>
/// <param name="RetryWindowSeconds">As in <see cref="AuditRules"/>.</param>
/// <param name="JudgedAt">The time that was judged for.</param>
/// <param name="SelfCheckedAt">When the testbed's last self-check began; null: never.</param>
/// <param name="ChecksItself">Whether it went on checking itself.</param>
/// <param name="Records">The evidence, also of other audits of the same sender and of its network: what explains a session as well has to be known.</param>
/// <param name="Report">The verdict as the service gave it. Its evidence is left out: it is among the records.</param>
public sealed record AuditExport(
    int Format,
    AuditToken Token,
    string Suite,
    int RulesVersion,
    double SettleSeconds,
    double RetryWindowSeconds,
    DateTimeOffset JudgedAt,
    InboundFinding Inbound,
    string? InboundDomain,
    DateTimeOffset? SelfCheckedAt,
    bool ChecksItself,
    string? OwnSender,
    IReadOnlyList<EvidenceRecord> Records,
    AuditReport Report)
{
    public const int CurrentFormat = 1;

    public static AuditExport Of(AuditQuestion question)
    {
        var report = AuditJudge.Judge(question);
        return new(
            CurrentFormat, question.Token, report.Suite, report.RulesVersion, question.Rules.Settle.TotalSeconds, question.Rules.RetryWindow.TotalSeconds,
            question.Now, question.Inbound, question.InboundDomain?.Value, question.CheckedAt, question.ChecksItself, question.OwnSender,
            [.. question.Records.OrderBy(record => record.Id)], report with { Evidence = [] });
    }

    /// <summary>The question that the export answers. It follows from the rest, and does not stand in the file once more.</summary>
    [JsonIgnore]
    public AuditQuestion Question => new(
        Token, Records, Catalogue.Receivers, new(TimeSpan.FromSeconds(SettleSeconds), TimeSpan.FromSeconds(RetryWindowSeconds)), JudgedAt, Inbound,
        SelfCheckedAt, ChecksItself, DomainName.TryParse(InboundDomain, out var domain) ? domain : null, OwnSender,
        Scenarios.Suite.All.FirstOrDefault(suite => suite.Name == Suite));

    public string Print() => JsonSerializer.Serialize(this, AuditExportJson.Default.AuditExport);

    /// <returns>The export, or why it is none.</returns>
    public static Parsed<AuditExport> Parse(string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, AuditExportJson.Default.AuditExport) switch
            {
                null or { Records: null } => Parsed<AuditExport>.Invalid("it holds no audit with its records"),
                { Format: not CurrentFormat } other => Parsed<AuditExport>.Invalid($"its form is {other.Format}, and this program reads {CurrentFormat}"),
                var export when !Scenarios.Suite.All.Any(suite => suite.Name == export.Suite) => Parsed<AuditExport>.Invalid($"its suite '{export.Suite}' is not known here"),
                var export => Parsed<AuditExport>.Valid(export),
            };
        }
        catch (Exception fault) when (fault is JsonException or NotSupportedException)
        {
            return Parsed<AuditExport>.Invalid(fault.Message);
        }
    }
}

[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(ReceiverNameConverter), typeof(AuditTokenConverter), typeof(IPAddressConverter)])]
[JsonSerializable(typeof(AuditExport))]
public sealed partial class AuditExportJson : JsonSerializerContext;
