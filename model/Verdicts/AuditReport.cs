using System.Text.Json.Serialization;
using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Notifications;
using MtaStsAudit.Model.Scenarios;
using MtaStsAudit.Model.Verdicts.Profile;

namespace MtaStsAudit.Model.Verdicts;

/// <summary>The answer to an audit, with all that it rests on.</summary>
/// <param name="ProbeFrom">From when on mail to every receiver that was met counts; null while none was met.</param>
/// <param name="Outcomes">What became of the audited sender's mail at each receiver.</param>
/// <param name="Reason">Why the finding is what it is, in a few sentences.</param>
/// <param name="Sections">The RFC sections that the finding applies.</param>
/// <param name="PolicyFetches">How many policy fetches came from the sender's own clients and networks in the time of the audit.</param>
/// <param name="Evidence">
/// All records of the audit, in the order they were committed; <see cref="ReceiverOutcome.Evidence"/> names them by id. An answer that
/// was cut to a page says so in <paramref name="EvidenceLeftOut"/>.
/// </param>
/// <param name="IsFinal">Nothing that may still come is expected to change the finding. Of Full support: it was seen to last.</param>
/// <param name="Awaits">What would decide, or make it final: a sentence; null when nothing is waited for.</param>
/// <param name="AwaitsUntil">When the retry window is over; null while no message came.</param>
/// <param name="Sender">Whom the outcomes are about; null while no message came.</param>
/// <param name="OtherSenders">Who else mailed the token, each judged alone.</param>
/// <param name="Suite">The name of the suite whose rule gave the finding.</param>
/// <param name="RulesVersion">The version of the rules that judged.</param>
/// <param name="JudgedAt">When, by the testbed's clock.</param>
/// <param name="EvidenceLeftOut">How many records of the audit are not in <paramref name="Evidence"/>.</param>
/// <param name="RecordsNotRead">
/// How many records of the token and its senders were not read for the verdict, because there are too many: of each of their networks
/// the oldest and the newest were. Of very many, at least so many.
/// </param>
/// <param name="OlderEvidence">Where the next older records are; null: they are all here, or these are the oldest.</param>
/// <param name="FirstEvidence">When the first record of the audit came, self-checks left aside; null while none came.</param>
/// <param name="LastEvidence">When the last of them came.</param>
/// <param name="OfferedTls">What the sender offered when TLS began; null where no front saw it begin.</param>
/// <param name="ToldUser">What the sender told its user, as it was handed in; null where nothing was.</param>
/// <param name="Version">The version of this form's JSON.</param>
/// <param name="Profile">How the sender stands at each scenario that it was seen at; null where it was seen at none beyond the study's.</param>
public sealed record AuditReport(
    AuditToken Token,
    AuditPhase Phase,
    DateTimeOffset? ProbeFrom,
    IReadOnlyList<ReceiverOutcome> Outcomes,
    OutboundFinding Outbound,
    InboundFinding Inbound,
    SupportLabel Label,
    string Reason,
    IReadOnlyList<string> Sections,
    int PolicyFetches,
    IReadOnlyList<EvidenceRecord> Evidence,
    bool IsFinal = false,
    string? Awaits = null,
    DateTimeOffset? AwaitsUntil = null,
    SenderDescription? Sender = null,
    IReadOnlyList<SenderVerdict>? OtherSenders = null,
    string Suite = "study",
    int RulesVersion = AuditRules.Version,
    DateTimeOffset? JudgedAt = null,
    int EvidenceLeftOut = 0,
    int RecordsNotRead = 0,
    string? OlderEvidence = null,
    DateTimeOffset? FirstEvidence = null,
    DateTimeOffset? LastEvidence = null,
    IReadOnlyList<ScenarioResult>? Profile = null,
    IReadOnlyList<OfferedTls>? OfferedTls = null,
    IReadOnlyList<ToldUser>? ToldUser = null,
    [property: JsonPropertyOrder(-1)] int Version = AuditReport.CurrentVersion)
{
    /// <summary>The version of this form's JSON. Fields may be added to one; what is taken away or changes its meaning gives a new one.</summary>
    public const int CurrentVersion = 1;

    /// <summary>The clients that brought the audited sender's messages, as far as they are in <see cref="Evidence"/>.</summary>
    public IEnumerable<SmtpClient> ClientsOfSender() =>
        Evidence.Select(record => record.What).OfType<MessageAccepted>()
            .Where(message => message.Token == Token && Sender?.Clients.Contains(SenderIdentity.ClientKeyOf(message.Client.Address)) == true)
            .Select(message => message.Client);
}
