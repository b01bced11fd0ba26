using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Notifications;
using MtaStsAudit.Model.Scenarios;
using MtaStsAudit.Model.Verdicts;
using MtaStsAudit.Model.Verdicts.Profile;

namespace MtaStsAudit.Collector.Web.Providers;

/// <summary>A row of the table of the original study: a provider, and what its published audit shows now.</summary>
/// <param name="InboundAt">When its domain was checked; null: it was not.</param>
/// <param name="Outbound">What the audit's evidence says.</param>
/// <param name="Label">What follows from both halves.</param>
/// <param name="PublishedAt">When its owner published it.</param>
public sealed record ProviderRow(
    AuditToken Token,
    string Provider,
    DomainName? Domain,
    InboundFinding Inbound,
    DateTimeOffset? InboundAt,
    OutboundHalf Outbound,
    SupportLabel Label,
    DateTimeOffset PublishedAt)
{
    public IReadOnlyList<ReceiverOutcome> Outcomes => Outbound.Outcomes;

    /// <summary>The label in words, and whether it is so far only.</summary>
    public string Support => Wording.Of(Label, Outbound.IsFinal);
}

/// <summary>What an audit's evidence says, without the inbound policy of the sender's domain, and without the evidence itself.</summary>
/// <param name="Sender">Whom it is about; null while no message came.</param>
/// <param name="FirstEvidence">When the first record came.</param>
/// <param name="LastEvidence">When the last one came.</param>
/// <param name="JudgedAt">When it was judged.</param>
/// <param name="Suite">The suite whose rule gave the finding.</param>
/// <param name="RulesVersion">The version of the rules that judged.</param>
/// <param name="ToldUser">What the sender told its user, in a few words; null where nothing was handed in.</param>
/// <param name="Profile">What came of the scenarios; null where none beyond the study's was met.</param>
public sealed record OutboundHalf(
    OutboundFinding Finding,
    IReadOnlyList<ReceiverOutcome> Outcomes,
    bool IsFinal,
    SenderDescription? Sender = null,
    DateTimeOffset? FirstEvidence = null,
    DateTimeOffset? LastEvidence = null,
    DateTimeOffset? JudgedAt = null,
    string Suite = "study",
    int RulesVersion = AuditRules.Version,
    ConformanceCount? Profile = null,
    string? ToldUser = null)
{
    internal static OutboundHalf Of(AuditReport report) => new(
        report.Outbound, report.Outcomes, report.IsFinal, report.Sender, report.FirstEvidence, report.LastEvidence, report.JudgedAt, report.Suite, report.RulesVersion,
        report.Profile is { } profile ? ConformanceCount.Of(profile.Select(result => result.Conformance)) : null,
        ToldUserWording.Short(report.ToldUser));
}
