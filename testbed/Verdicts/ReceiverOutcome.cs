using MtaStsAudit.Testbed.Evidence;
using MtaStsAudit.Testbed.Names;
using MtaStsAudit.Testbed.Receivers;

namespace MtaStsAudit.Testbed.Verdicts;

/// <summary>One cell of the matrix.</summary>
/// <param name="Expected">What a compliant sender does here.</param>
/// <param name="Primed">When the sender first came to this receiver; the probe round here begins a settling time later.</param>
/// <param name="Tls">What was negotiated, for a delivery over TLS or a refusal after a handshake.</param>
/// <param name="Evidence">The ids of the records that the outcome rests on.</param>
/// <param name="Remark">Why something that was seen is not counted, or not yet: a sentence about the testbed.</param>
/// <param name="AwaitsLook">The testbed's next look at itself changes it.</param>
public sealed record ReceiverOutcome(
    ReceiverLetter Receiver,
    CompliantSender Expected,
    OutcomeKind Kind,
    DateTimeOffset? Primed,
    TlsParameters? Tls,
    IReadOnlyList<long> Evidence,
    string? Remark = null,
    bool AwaitsLook = false)
{
    public bool IsDelivered => Kind is OutcomeKind.DeliveredOverTls or OutcomeKind.DeliveredInClear;
}
