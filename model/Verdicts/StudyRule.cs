using MtaStsAudit.Model.Receivers;
using MtaStsAudit.Model.Scenarios;

namespace MtaStsAudit.Model.Verdicts;

/// <summary>What the outcomes say of a sender, and why.</summary>
/// <param name="IsFinal">Nothing that is still to come is expected to change it.</param>
internal sealed record OutboundAnswer(OutboundFinding Finding, string Reason, IReadOnlyList<string> Sections, bool IsFinal);

/// <summary>
/// The rule of suite <c>study</c>: derives the outbound finding from what became of its receivers. It is asked about its own receivers
/// only, so that a receiver which is added to the testbed later changes no verdict of an earlier audit.
/// </summary>
internal sealed class StudyRule
{
    private static readonly string[] Enforcement = ["RFC 8461 §4", "RFC 8461 §4.2", "RFC 8461 §5"]; // STARTTLS, the certificate, and what an enforced policy asks
    private const string RefusesAll = "the sender refuses every receiver, so it is not the policy that decides. Does it trust this testbed's certificates, and is its clock right?";
    private static readonly string[] Patience = ["RFC 8461 §5.1", "RFC 5321 §4.5.4.1"];

    private readonly IReadOnlyList<ReceiverResult> faults;
    private readonly IReadOnlyList<ReceiverResult> positiveControls;
    private readonly ReceiverResult? clearTextControl;
    private readonly ReceiverResult? certificateControl;
    private readonly IReadOnlyList<ReceiverResult> refusedControls;
    private readonly bool windowIsOver;

    /// <param name="windowIsOver">Whether silence is no longer waited on.</param>
    public StudyRule(IReadOnlyList<ReceiverResult> rows, bool windowIsOver)
    {
        this.windowIsOver = windowIsOver;
        faults = [.. rows.Where(row => row.Receiver.Expected == CompliantSender.Refuses)];
        positiveControls = [.. rows.Where(row => row.Receiver.IsPositiveControl)];
        clearTextControl = rows.FirstOrDefault(row => row.Receiver.IsClearTextControl);
        certificateControl = rows.FirstOrDefault(row => row.Receiver.IsCertificateControl);
        var leftAtFaults = faults.Where(row => row.Outcome.Kind == OutcomeKind.Refused).Select(row => row.TimesLeftOnPurpose).DefaultIfEmpty(1).Min();
        // Once in many tries may be chance; as often as not it is a habit.
        refusedControls =
        [
            .. rows.Where(row => (!row.Receiver.HasFault || (row.Receiver.IsClearTextControl && row.Outcome.IsDelivered))
                && row.TimesLeftOnPurpose > 0 && row.TimesLeftOnPurpose * 2 >= leftAtFaults),
        ];
    }

    public OutboundAnswer Decide()
    {
        // A violation outranks strictness, and controls and faults that are missing. Where others were not as designed, it has to be proven.
        var excused = AtFault();
        if (Those(faults, row => row.Outcome.IsDelivered) is { Count: > 0 } violated && (excused is null || (violated.Any(IsProven) && !DependsOnFaultyControl())))
        {
            return Violation(violated);
        }

        if (excused is not null)
        {
            return excused;
        }

        if (Those(faults, row => row.Outcome.Kind == OutcomeKind.Contested) is [var first, ..] contested)
        {
            return new(OutboundFinding.Contested, $"At {Phrases.Letters(contested)} the evidence is at odds. {first.Outcome.Remark}", Enforcement, windowIsOver);
        }

        var refused = Refused(faults);
        if (refusedControls.Count > 0 && refused.Count > 0)
        {
            return RefusesControls(refused);
        }

        if (Those(positiveControls, row => row.Outcome.IsDelivered).Count == 0)
        {
            return WithoutPositiveControl();
        }

        if (refused.Count < faults.Count)
        {
            return Undecided([.. faults.Except(refused)]);
        }

        if (Those(refused, row => row.Receiver.Tls == TlsOffer.None).Count > 0 && clearTextControl is { Outcome.IsDelivered: false } control)
        {
            return control.Outcome.Kind == OutcomeKind.Refused ? Strict(refused, control) : Undecided([control]);
        }

        return Enforces(refused);
    }

    private OutboundAnswer Violation(IReadOnlyList<ReceiverResult> violated)
    {
        var isFinal = violated.Any(row => row.Outcome.ForGood != Finality.Once);
        var refused = Refused(faults);
        var because = refusedControls.Count > 0 ? [] : Those(refused, RefusedBecauseOfPolicy);
        if (because.Count > 0)
        {
            return new(OutboundFinding.Incomplete, $"{Phrases.Refusals(because)}, but {Phrases.Deliveries(violated)}.", Enforcement, isFinal && because.All(IsForGood));
        }

        List<string> remarks = [];
        if (clearTextControl?.Outcome.Kind == OutcomeKind.Refused)
        {
            remarks.Add(" It refuses clear text even where no policy asks for it.");
        }

        foreach (var row in refused.Where(row => row.Receiver.Tls != TlsOffer.None))
        {
            remarks.Add($" It refused {row.Receiver.Name}, and nothing shows that it did so because of the policy: a sender that checks every certificate does the same.");
        }

        var open = Those(faults, row => !row.Outcome.IsDelivered && row.Outcome.Kind != OutcomeKind.Refused);
        if (open.Count > 0)
        {
            var spoilt = Those(open, row => row.Outcome.Kind == OutcomeKind.TestbedAtFault).Count > 0 ? " (the testbed was not as designed)" : "";
            remarks.Add($" What it does at {Phrases.Letters(open)} is not known{spoilt}; one delivery that the policy forbids is enough.");
        }

        return new(OutboundFinding.DoesNotEnforce,
            $"{Phrases.Deliveries(violated)}, although {Phrases.They(violated)} an enforce policy.{string.Concat(remarks)}", Enforcement, isFinal);
    }

    // Whether it is the policy that decided: the control that differs in nothing else was delivered, or the policy was fetched before.
    private bool RefusedBecauseOfPolicy(ReceiverResult row) => row.Receiver.Tls == TlsOffer.None
        ? clearTextControl?.Outcome.IsDelivered == true
        : certificateControl?.Outcome.IsDelivered ?? (row.Outcome.Has(Ground.PolicyFetched) || HasRefusedClearTextBecauseOfPolicy);

    // Who delivers clear text where no policy is, and refused it time and again where one is, knows policies.
    private bool HasRefusedClearTextBecauseOfPolicy => clearTextControl?.Outcome.IsDelivered == true
        && faults.Any(row => row is { Receiver.Tls: TlsOffer.None, Outcome: { IsDelivered: true, Tries: >= RefusalsAt.TriesThatNoHandMakes } } && row.Outcome.Has(Ground.RefusedBefore));

    // That no fetch was seen proves nothing while policies could not be had from a faulty testbed.
    private static bool IsProven(ReceiverResult row) => row.Outcome.Has(Ground.PolicyFetched) || row.Outcome.Has(Ground.RefusedBefore);

    // Whether a violation is all there is, or one of two, is told by the control where the other was refused.
    private bool DependsOnFaultyControl() =>
        clearTextControl is { Outcome.Kind: OutcomeKind.TestbedAtFault } && Those(Refused(faults), row => row.Receiver.Tls == TlsOffer.None).Count > 0;

    // Without a control, or with a fault that is not the one meant, nothing can be read of the sender.
    private OutboundAnswer? AtFault()
    {
        var open = Those([.. Those(positiveControls, row => row.Receiver.StudyFamily == AddressFamilyUse.IPv4), .. faults, .. clearTextControl is { } control ? [control] : Array.Empty<ReceiverResult>()],
            row => row.Outcome.Kind == OutcomeKind.TestbedAtFault);
        return open.Count == 0 ? null : new(OutboundFinding.Inconclusive,
            $"What happened at {Phrases.Letters(open)} says nothing of the sender, because the testbed was not as designed then. "
            + $"{string.Join(' ', open.Select(row => row.Outcome.Remark).Distinct())} Mail once more.", Enforcement, windowIsOver);
    }

    private OutboundAnswer Enforces(IReadOnlyList<ReceiverResult> refused)
    {
        var overTls = Those(positiveControls, row => row.Outcome.Kind == OutcomeKind.DeliveredOverTls);
        // RFC 8461 §5: an enforced policy forbids clear text also where TLS would have worked.
        if (overTls.Count == 0 || Those(positiveControls, row => row.Outcome.Kind == OutcomeKind.DeliveredInClear).Count > 0)
        {
            return new(OutboundFinding.Inconclusive,
                $"{Phrases.Refusals(refused)}, but {Phrases.Deliveries(Those(positiveControls, row => row.Outcome.IsDelivered))} although TLS was offered.",
                Enforcement, windowIsOver);
        }

        if (certificateControl is { Outcome.Kind: OutcomeKind.Refused })
        {
            return new(OutboundFinding.Inconclusive,
                $"{Phrases.Refusals(refused)}, but so was {certificateControl.Receiver.Name}, which has the same certificate fault and no policy: "
                + "the sender checks every certificate, so the policy's part cannot be told apart.", Enforcement, windowIsOver);
        }

        var policyDecides = clearTextControl is { Outcome.IsDelivered: true } control && Those(refused, row => row.Receiver.Tls == TlsOffer.None).Count > 0
            ? $"; {Phrases.Deliveries([control])}, so it is the policy that decides"
            : "";
        return new(OutboundFinding.Enforces, $"{Phrases.Deliveries(overTls)}; {Phrases.Refusals(refused)}{policyDecides}.", Enforcement, refused.All(IsForGood));
    }

    private static OutboundAnswer Strict(IReadOnlyList<ReceiverResult> refused, ReceiverResult control) => new(OutboundFinding.StrictTls,
        $"{Phrases.Refusals([.. refused, control])}: the sender insists on TLS even where no policy asks for it, so the policy's part cannot be told apart.",
        Enforcement, refused.Append(control).All(IsForGood));

    private OutboundAnswer RefusesControls(IReadOnlyList<ReceiverResult> refused)
    {
        return new(OutboundFinding.Inconclusive,
            $"{Phrases.Refusals(refused)}; it left {Phrases.Letters(refusedControls)} without mail as well, and nothing is wrong with {Phrases.Letters(refusedControls)}: "
            + (IsEveryReceiverLeft() ? RefusesAll
                : "so its reason need not be the fault. Does the sender trust this testbed's certificates, is its clock right, was the message too large?"),
            Enforcement, windowIsOver);
    }

    private bool IsEveryReceiverLeft() => faults.Concat(positiveControls).All(row => row.TimesLeftOnPurpose > 0) && clearTextControl is { TimesLeftOnPurpose: > 0 };

    private OutboundAnswer WithoutPositiveControl()
    {
        var names = Phrases.Letters(positiveControls);
        return Refused(positiveControls) is { Count: > 0 } left && Those(positiveControls, row => row.Outcome.Kind == OutcomeKind.Waiting).Count == 0
            ? new(OutboundFinding.Inconclusive,
                $"{Phrases.Refusals(left)}, and nothing is wrong with {Phrases.Letters(left)}: "
                + (IsEveryReceiverLeft() ? RefusesAll : "does the sender trust this testbed's certificates?"), Enforcement, windowIsOver)
            : windowIsOver
                ? new(OutboundFinding.Inconclusive, $"No mail arrived at {names}, with which nothing is wrong; without it nothing else can be read.", Patience, true)
                : new(OutboundFinding.Waiting, $"No mail has arrived at {names} yet.", Patience, false);
    }

    private static OutboundAnswer Undecided(IReadOnlyList<ReceiverResult> open)
    {
        if (Those(open, row => row.Outcome is { Kind: OutcomeKind.Waiting, AwaitsSelfCheck: true }) is [var first, ..] checking)
        {
            return new(OutboundFinding.Waiting, $"Mail came to {Phrases.Letters(checking)}. {first.Outcome.Remark}", Enforcement, false);
        }

        var remarks = string.Concat(open.Where(row => row.Outcome.Remark is not null).Select(row => $" {row.Receiver.Name}: {row.Outcome.Remark}"));
        return Those(open, row => row.Outcome.Kind == OutcomeKind.Waiting).Count > 0
            ? new(OutboundFinding.Waiting, $"The sender has not decided at {Phrases.Letters(open)} yet.{remarks}", Patience, false)
            : new(OutboundFinding.Inconclusive, $"{Phrases.Open(open)} Silence is not refusal.{remarks}", Patience, true);
    }

    private static bool IsForGood(ReceiverResult row) => row.Outcome.ForGood is Finality.Again or Finality.WindowOver;

    private static IReadOnlyList<ReceiverResult> Refused(IReadOnlyList<ReceiverResult> rows) => Those(rows, row => row.Outcome.Kind == OutcomeKind.Refused);

    private static IReadOnlyList<ReceiverResult> Those(IReadOnlyList<ReceiverResult> rows, Func<ReceiverResult, bool> are) => [.. rows.Where(are)];
}
