using MtaStsAudit.Testbed.Receivers;

namespace MtaStsAudit.Testbed.Verdicts;

/// <summary>What the outcomes say of a sender, and why.</summary>
internal sealed record OutboundAnswer(OutboundFinding Finding, string Reason, IReadOnlyList<string> Sections);

/// <summary>Derives the outbound finding from the outcomes of the probe round.</summary>
internal sealed class OutboundRule
{
    private static readonly string[] Enforcement = ["RFC 8461 §4", "RFC 8461 §4.2", "RFC 8461 §5"]; // STARTTLS, its certificate, and what follows
    private static readonly string[] Patience = ["RFC 8461 §5.1", "RFC 5321 §4.5.4.1"];

    private readonly List<(Receiver Receiver, ReceiverOutcome Outcome)> faults;
    private readonly List<(Receiver Receiver, ReceiverOutcome Outcome)> controls;
    private readonly (Receiver Receiver, ReceiverOutcome Outcome) clearTextControl;

    public OutboundRule(IReadOnlyList<Receiver> receivers, IReadOnlyList<ReceiverOutcome> outcomes)
    {
        var rows = receivers.Zip(outcomes).ToList();
        faults = rows.FindAll(row => row.First.Expected == CompliantSender.Refuses);
        controls = rows.FindAll(row => row.First.IsPositiveControl);
        clearTextControl = rows.Find(row => row.First.IsClearTextControl);
    }

    public OutboundAnswer Decide()
    {
        if (AtFault() is { } refusedToSay)
        {
            return refusedToSay;
        }

        if (!controls.Exists(row => row.Outcome.IsDelivered))
        {
            return WithoutPositiveControl();
        }

        var delivered = faults.FindAll(row => row.Outcome.IsDelivered);
        var refused = faults.FindAll(row => row.Outcome.Kind == OutcomeKind.RefusedSeen);
        if (delivered.Count + refused.Count < faults.Count)
        {
            return Undecided([.. faults.Except(delivered).Except(refused)], delivered);
        }

        if (refused.Count == 0)
        {
            return new(OutboundFinding.DoesNotEnforce,
                $"{Phrases.Deliveries(delivered)}, although {Phrases.They(delivered)} an enforce policy.", Enforcement);
        }

        // Whoever refuses clear text may do so everywhere. Only a receiver without a policy tells.
        var clearTextWasRefused = refused.Exists(row => row.Receiver.Tls == TlsOffer.None);
        if (clearTextWasRefused && !clearTextControl.Outcome.IsDelivered)
        {
            return clearTextControl.Outcome.Kind == OutcomeKind.RefusedSeen
                ? Strict(refused, delivered)
                : Undecided([clearTextControl], delivered);
        }

        return delivered.Count > 0
            ? new(OutboundFinding.Incomplete, $"{Phrases.Refusals(refused)}, but {Phrases.Deliveries(delivered)}.", Enforcement)
            : Enforces(refused, clearTextWasRefused);
    }

    // Without a control, or with a fault that is not the one meant, nothing can be read of the sender.
    private OutboundAnswer? AtFault()
    {
        var open = controls.FindAll(row => row.Receiver.StudyFamily == AddressFamilyUse.IPv4).Concat(faults).Append(clearTextControl)
            .Where(row => row.Outcome is { Kind: OutcomeKind.TestbedAtFault }).ToList();
        return open.Count == 0 ? null : new(OutboundFinding.Inconclusive,
            $"What happened at {Phrases.Letters(open)} says nothing of the sender, because the testbed was not as designed then. "
            + $"{string.Join(' ', open.Select(row => row.Outcome.Remark).Distinct())} Mail once more.", Enforcement);
    }

    private OutboundAnswer Enforces(List<(Receiver Receiver, ReceiverOutcome Outcome)> refused, bool clearTextWasRefused)
    {
        var overTls = controls.FindAll(row => row.Outcome.Kind == OutcomeKind.DeliveredOverTls);
        // RFC 8461 §5: an enforced policy forbids clear text also where TLS would have worked.
        if (overTls.Count == 0 || controls.Exists(row => row.Outcome.Kind == OutcomeKind.DeliveredInClear))
        {
            return new(OutboundFinding.Inconclusive,
                $"{Phrases.Refusals(refused)}, but {Phrases.Deliveries(controls.FindAll(row => row.Outcome.IsDelivered))} although TLS was offered.",
                Enforcement);
        }

        var policyDecides = clearTextWasRefused
            ? $"; {Phrases.Deliveries([clearTextControl])}, so it is the policy that decides"
            : "";
        return new(OutboundFinding.Enforces, $"{Phrases.Deliveries(overTls)}; {Phrases.Refusals(refused)}{policyDecides}.", Enforcement);
    }

    private OutboundAnswer Strict(
        List<(Receiver Receiver, ReceiverOutcome Outcome)> refused, List<(Receiver Receiver, ReceiverOutcome Outcome)> delivered)
    {
        var letThrough = delivered.Count > 0 ? $" Even so, {Phrases.Deliveries(delivered)}." : "";
        return new(OutboundFinding.StrictTls,
            $"{Phrases.Refusals([.. refused, clearTextControl])}: the sender insists on TLS even where no policy asks for it, "
            + $"so the policy's part cannot be told apart.{letThrough}",
            Enforcement);
    }

    private OutboundAnswer WithoutPositiveControl()
    {
        var names = Phrases.Letters(controls);
        if (controls.TrueForAll(row => row.Outcome.Kind == OutcomeKind.Waiting))
        {
            return new(OutboundFinding.Waiting, $"No mail has arrived at {names} in the probe round yet.", Patience);
        }

        return controls.Exists(row => row.Outcome.Kind == OutcomeKind.RefusedSeen)
            ? new(OutboundFinding.Inconclusive,
                $"The faultless {names} got no mail and was refused: does the sender trust this testbed's certificates?", Enforcement)
            : new(OutboundFinding.Inconclusive,
                $"No mail arrived at {names}, which is faultless; without it nothing else can be read.", Patience);
    }

    private static OutboundAnswer Undecided(
        List<(Receiver Receiver, ReceiverOutcome Outcome)> open, List<(Receiver Receiver, ReceiverOutcome Outcome)> delivered)
    {
        var soFar = delivered.Count > 0 ? $" So far: {Phrases.Deliveries(delivered)}." : "";
        if (open.FindAll(row => row.Outcome is { Kind: OutcomeKind.Waiting, AwaitsLook: true }) is [var first, ..] looking)
        {
            return new(OutboundFinding.Waiting, $"Mail came to {Phrases.Letters(looking)}. {first.Outcome.Remark}", Enforcement);
        }

        return open.Exists(row => row.Outcome.Kind == OutcomeKind.Waiting)
            ? new(OutboundFinding.Waiting, $"The sender has not come to {Phrases.Letters(open)} in the probe round yet.{soFar}", Patience)
            : new(OutboundFinding.Inconclusive,
                $"The sender was not seen at {Phrases.Letters(open)} in the probe round; silence is not refusal.{soFar}", Patience);
    }
}
