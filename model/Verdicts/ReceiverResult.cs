using MtaStsAudit.Model.Receivers;

namespace MtaStsAudit.Model.Verdicts;

/// <summary>A receiver with what became of one sender's mail there.</summary>
/// <param name="TimesLeftOnPurpose">How often the sender came and left by its own choice; 0 when it did not.</param>
internal sealed record ReceiverResult(Receiver Receiver, ReceiverOutcome Outcome, int TimesLeftOnPurpose);
