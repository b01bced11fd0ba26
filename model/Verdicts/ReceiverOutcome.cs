using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Receivers;
using MtaStsAudit.Model.Scenarios;

namespace MtaStsAudit.Model.Verdicts;

/// <summary>What became of an audit's mail at one receiver: one cell of the matrix.</summary>
/// <param name="Expected">What a compliant sender does here.</param>
/// <param name="Primed">When the sender first came to this receiver in the audit; null when it has not.</param>
/// <param name="ProbeFrom">
/// From when on a delivery counts against the sender: its first fetch of this receiver's policy, else a settling time after
/// <paramref name="Primed"/> (RFC 8461 §5.1). Null while it has not come.
/// </param>
/// <param name="Tls">What was negotiated, for a delivery over TLS or a refusal after a handshake.</param>
/// <param name="Evidence">The ids of the records that the outcome rests on.</param>
/// <param name="Whose">How surely it is the audited sender's; null where nothing was decided.</param>
/// <param name="Why">What ties a refusal to its fault, and a delivery to its blame; empty where nothing was decided.</param>
/// <param name="ForGood">Whether it can still change; null where nothing was decided.</param>
/// <param name="Tries">How many connections the sender made here without delivering, as far as they are its own.</param>
/// <param name="SetAside">The ids of records that were seen here and count for nothing, because nothing ties them to this sender and audit.</param>
/// <param name="Remark">Why something that was seen is not counted, or not yet: a sentence.</param>
/// <param name="AwaitsSelfCheck">The testbed's next self-check changes it.</param>
/// <param name="IdsLeftOut">How many ids an answer that was cut does not list between the first and the last of <paramref name="Evidence"/> and <paramref name="SetAside"/>.</param>
public sealed record ReceiverOutcome(
    ReceiverName Receiver,
    CompliantSender Expected,
    OutcomeKind Kind,
    DateTimeOffset? Primed,
    TlsParameters? Tls,
    IReadOnlyList<long> Evidence,
    DateTimeOffset? ProbeFrom = null,
    Attribution? Whose = null,
    IReadOnlyList<Ground>? Why = null,
    Finality? ForGood = null,
    int Tries = 0,
    IReadOnlyList<long>? SetAside = null,
    string? Remark = null,
    bool AwaitsSelfCheck = false,
    int IdsLeftOut = 0)
{
    public bool IsDelivered => Kind is OutcomeKind.DeliveredOverTls or OutcomeKind.DeliveredInClear;

    public bool Has(Ground ground) => Why?.Contains(ground) == true;
}
