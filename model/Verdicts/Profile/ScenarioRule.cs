using MtaStsAudit.Model.Receivers;
using MtaStsAudit.Model.Scenarios;
using MtaStsAudit.Model.Sts;

namespace MtaStsAudit.Model.Verdicts.Profile;

/// <summary>Compares what a sender did at a scenario's MX hosts with what is asked of it.</summary>
/// <param name="finding">Of the study's rule: whether the sender honours policies at all.</param>
/// <param name="results">Everything that became of its mail, at all receivers.</param>
/// <param name="fetchesPolicies">Whether it was seen to fetch any policy.</param>
/// <param name="windowIsOver">Whether silence is no longer waited on.</param>
internal sealed class ScenarioRule(OutboundFinding finding, IReadOnlyList<ReceiverResult> results, bool fetchesPolicies, bool windowIsOver)
{
    private readonly ReceiverResult? clearTextControl = results.FirstOrDefault(row => row.Receiver.IsClearTextControl);
    private readonly ReceiverResult? certificateControl = results.FirstOrDefault(row => row.Receiver.IsCertificateControl);
    private readonly bool hasDelivered = results.Any(row => row.Receiver.IsPositiveControl && row.Outcome.IsDelivered);

    /// <param name="scenario">One that the sender was seen at.</param>
    /// <param name="avoidsHosts">Whether it has mail for it and does not come to its MX hosts.</param>
    public ScenarioResult Of(Scenario scenario, bool avoidsHosts)
    {
        List<ReceiverResult> rows = [.. results.Where(row => row.Receiver.Scenario == scenario.Name)];
        var (conformance, why) = Judge(scenario, rows, avoidsHosts);
        if (scenario.Requirement.Level == RequirementLevel.ShownOnly && conformance is Conformance.Conforms or Conformance.ViolatesMust or Conformance.MissesShould)
        {
            conformance = Conformance.ShownOnly;
        }

        return new(
            scenario.Name, scenario.Family, scenario.Asks, scenario.Expected, scenario.Requirement.Level, scenario.Requirement.Sections,
            conformance, why, windowIsOver || rows.Exists(row => row.Outcome.ForGood is Finality.Again or Finality.WindowOver),
            [.. rows.SelectMany(row => row.Outcome.Evidence).Distinct().Order()],
            rows.Min(row => row.Outcome.Primed));
    }

    private (Conformance Conformance, string Why) Judge(Scenario scenario, List<ReceiverResult> rows, bool avoidsHosts)
    {
        var wrongly = rows.FindAll(row => row.Receiver.Expected == CompliantSender.Refuses && row.Outcome.IsDelivered);
        if (wrongly.Count > 0)
        {
            return (Violation(scenario, wrongly), Sentence(wrongly));
        }

        if (rows.Find(row => row.Outcome.Kind is OutcomeKind.TestbedAtFault or OutcomeKind.Contested) is { } unclear)
        {
            return (Conformance.Undecided, Sentence([unclear], unclear.Outcome.Remark));
        }

        return rows.Exists(row => row.Receiver.IsRefusedAtFirst) ? AtPassingFault(scenario, rows) : scenario.Expected switch
        {
            CompliantSender.Refuses => AtFault(rows, avoidsHosts),
            CompliantSender.DeliversInClear => AllowsClearText(scenario, rows),
            CompliantSender.DeliversOverTls => Delivers(scenario, rows),
            CompliantSender.Unspecified => (Conformance.ShownOnly, Sentence(rows)),
        };
    }

    private (Conformance Conformance, string Why) AtFault(List<ReceiverResult> rows, bool avoidsHosts)
    {
        if (rows.Exists(row => row.Outcome.Kind == OutcomeKind.Refused) && rows.TrueForAll(row => row.Outcome.Kind is OutcomeKind.Refused or OutcomeKind.NotSeen or OutcomeKind.Waiting))
        {
            if (rows.Exists(row => row.Receiver.PolicyVanishes) && !rows.Exists(row => row.Outcome.Has(Ground.PolicyChanged)))
            {
                return (Conformance.Undecided, Sentence(rows, "It was not seen to fetch the policy, or has not come since that was gone from its host."));
            }

            return hasDelivered ? (Conformance.Conforms, Sentence(rows)) : (Conformance.Undecided, Sentence(rows, "Nothing was delivered where nothing is wrong."));
        }

        // RFC 8461 §4.1: a host that the policy does not match need not even be connected to. That mail was on its way is told by the fetch.
        if (avoidsHosts && hasDelivered && rows.TrueForAll(row => !row.Receiver.IsListed))
        {
            return (Conformance.Conforms, "It fetched the policy, and did not connect to the host that the policy does not name.");
        }

        return (Conformance.Undecided, Sentence(rows));
    }

    // A sender that refused and has not come again may yet: silence is not refusal.
    private (Conformance Conformance, string Why) AtPassingFault(Scenario scenario, List<ReceiverResult> rows)
    {
        var delivered = rows.FindAll(row => row.Outcome.IsDelivered);
        return delivered.Exists(row => IsForbiddenClearText(row) && !row.Outcome.Has(Ground.PolicyChanged)) ? (Violation(scenario, delivered), Sentence(rows))
            : delivered.Count > 0 ? (Conformance.Conforms, Sentence(rows))
            : (Conformance.Undecided, Sentence(rows, rows.Exists(row => row.Outcome.Kind == OutcomeKind.Refused) ? "So it should at first, and it has not delivered since." : null));
    }

    private (Conformance Conformance, string Why) AllowsClearText(Scenario scenario, List<ReceiverResult> rows)
    {
        if (rows.Exists(row => row.Outcome.IsDelivered))
        {
            return scenario.Requirement.Level == RequirementLevel.ShownOnly || KnowsPolicies
                ? (Conformance.Conforms, Sentence(rows))
                : (Conformance.DoesNotApply, Sentence(rows, "A sender that was not seen to know policies cannot take one wrongly."));
        }

        return !rows.Exists(row => row.Outcome.Kind == OutcomeKind.Refused) ? (Conformance.Undecided, Sentence(rows))
            : clearTextControl?.Outcome switch
            {
                { Kind: OutcomeKind.Refused } => (Conformance.DoesNotApply, Sentence(rows, "It refuses clear text where there is no policy at all.")),
                { IsDelivered: true } => (Violation(scenario, []), Sentence(rows)),
                _ => (Conformance.Undecided, Sentence(rows, "Whether it refuses clear text everywhere is not known.")),
            };
    }

    private (Conformance Conformance, string Why) Delivers(Scenario scenario, List<ReceiverResult> rows)
    {
        var delivered = rows.FindAll(row => row.Outcome.IsDelivered);
        if (delivered.Count > 0)
        {
            return delivered.Exists(IsForbiddenClearText) ? (Violation(scenario, delivered), Sentence(rows)) : (Conformance.Conforms, Sentence(rows));
        }

        var refused = rows.FindAll(row => row.Receiver.Expected != CompliantSender.Refuses && row.Outcome.Kind == OutcomeKind.Refused);
        if (refused.Count == 0)
        {
            return (Conformance.Undecided, Sentence(rows));
        }

        return refused.Exists(row => row.Receiver.HasFault) && certificateControl is not { Outcome.IsDelivered: true }
            ? certificateControl is { Outcome.Kind: OutcomeKind.Refused }
                ? (Conformance.DoesNotApply, Sentence(rows, "It checks certificates where there is no policy at all."))
                : (Conformance.Undecided, Sentence(rows, "Whether it checks every certificate is not known."))
            : hasDelivered ? (Violation(scenario, []), Sentence(rows))
            : (Conformance.Undecided, Sentence(rows, "Nothing was delivered where nothing is wrong."));
    }

    private bool KnowsPolicies => fetchesPolicies || finding is OutboundFinding.Enforces or OutboundFinding.Incomplete;

    // RFC 8461 §5: an enforced policy forbids clear text, also where TLS would have worked.
    private static bool IsForbiddenClearText(ReceiverResult row) => row is { Outcome.Kind: OutcomeKind.DeliveredInClear, Receiver.Policy: StsMode.Enforce };

    /// <param name="delivered">What makes the violation, where it is a delivery.</param>
    private static Conformance Violation(Scenario scenario, List<ReceiverResult> delivered) => delivered.Exists(IsForbiddenClearText) ? Conformance.ViolatesMust : scenario.Requirement.Level switch
    {
        RequirementLevel.Must => Conformance.ViolatesMust,
        RequirementLevel.Should => Conformance.MissesShould,
        RequirementLevel.May or RequirementLevel.ShownOnly => Conformance.ShownOnly,
    };

    private string Sentence(List<ReceiverResult> rows, string? remark = null)
    {
        var did = string.Join("; ", rows.Select(row => IsOneOfSeveral(row.Receiver) ? $"{row.Receiver.Name}: {Wording.InSentence(row.Outcome)}" : Wording.InSentence(row.Outcome)));
        // A host's name stays as it is written.
        return $"{(IsOneOfSeveral(rows[0].Receiver) ? did : $"{char.ToUpperInvariant(did[0])}{did[1..]}")}.{(remark is null ? "" : $" {remark}")}";
    }

    private bool IsOneOfSeveral(Receiver receiver) => results.Count(row => row.Receiver.Scenario == receiver.Scenario) > 1;
}
