using MtaStsAudit.Testbed.Evidence;
using MtaStsAudit.Testbed.Receivers;

namespace MtaStsAudit.Testbed.Verdicts;

/// <summary>Evidence in, report out: no clock, no store, no network.</summary>
public static class AuditJudge
{
    /// <summary>
    /// RFC 8461 §3.3: after a fetch that failed a sender should not ask again for five minutes or longer, and goes without the policy
    /// meanwhile. How much longer is not said.
    /// </summary>
    public static readonly TimeSpan FailedFetchIsRemembered = TimeSpan.FromHours(1);

    public static AuditReport Judge(AuditQuestion question)
    {
        var sightings = new Sightings(question);
        var round = new ProbeRound(sightings, question.Rules, question.Now, question.LooksAtItself ? question.LookedAt ?? DateTimeOffset.MinValue : null);
        var outcomes = question.Receivers.Select(round.OutcomeAt).ToList();
        var answer = new OutboundRule(question.Receivers, outcomes).Decide();
        var probeFrom = outcomes.Max(outcome => outcome.Primed) + question.Rules.Settle;

        return new AuditReport(
            question.Token,
            PhaseOf(question, outcomes, answer.Finding, probeFrom),
            probeFrom,
            outcomes,
            answer.Finding,
            question.Inbound,
            LabelOf(answer.Finding, question.Inbound),
            $"{answer.Reason}{AboutFetches(answer.Finding, sightings.Fetches.Count)}{AboutOthers(sightings)}",
            answer.Sections,
            sightings.Fetches.Count,
            [.. sightings.All.Concat(LooksBehind(outcomes, question)).OrderBy(record => record.Id)]);
    }

    private static IEnumerable<EvidenceRecord> LooksBehind(List<ReceiverOutcome> outcomes, AuditQuestion question)
    {
        var named = outcomes.SelectMany(outcome => outcome.Evidence).ToHashSet();
        return question.Records.Where(record => record.What is TestbedChecked && named.Contains(record.Id));
    }

    public static SupportLabel LabelOf(OutboundFinding outbound, InboundFinding inbound) => outbound switch
    {
        OutboundFinding.Enforces => SupportLabel.FullSupport,
        OutboundFinding.Incomplete => SupportLabel.PartialSupport,
        OutboundFinding.DoesNotEnforce when inbound == InboundFinding.Enforce => SupportLabel.PartialSupport,
        OutboundFinding.DoesNotEnforce => SupportLabel.NoSupport,
        OutboundFinding.StrictTls => SupportLabel.StrictTls,
        OutboundFinding.Waiting => SupportLabel.Waiting,
        _ => SupportLabel.Inconclusive,
    };

    private static AuditPhase PhaseOf(
        AuditQuestion question, List<ReceiverOutcome> outcomes, OutboundFinding finding, DateTimeOffset? probeFrom)
    {
        if (finding != OutboundFinding.Waiting)
        {
            return AuditPhase.Judged;
        }

        var decisive = question.Receivers.Zip(outcomes).Where(row => IsDecisive(row.First));
        return probeFrom is not { } time || decisive.Any(row => row.Second.Primed is null) ? AuditPhase.Prime
            : question.Now < time ? AuditPhase.Settling
            : AuditPhase.Probe;
    }

    // The other receivers are reported; a verdict does not wait for them.
    private static bool IsDecisive(Receiver receiver) =>
        receiver.Expected == CompliantSender.Refuses
        || receiver.IsClearTextControl
        || receiver is { IsPositiveControl: true, StudyFamily: AddressFamilyUse.IPv4 };

    private static string AboutOthers(Sightings sightings)
    {
        const int shown = 3;
        var networks = sightings.OfOthers.Select(seen => SenderIdentity.NetworkOf(seen.What.Client.Address)).Distinct().ToList();
        return networks.Count == 0 ? "" :
            $" Mail to the same token from another sender ({string.Join(", ", networks.Take(shown))}{(networks.Count > shown ? ", …" : "")}) is left out: it takes an audit of its own.";
    }

    private static string AboutFetches(OutboundFinding finding, int fetches) => (finding, fetches) switch
    {
        (OutboundFinding.Waiting or OutboundFinding.Inconclusive, _) => "",
        (OutboundFinding.DoesNotEnforce, 0) => " No policy fetch was seen from the sender's network.",
        (_, 0) => " No policy fetch was seen from the sender's network: it may have had the policies already.",
        (_, 1) => " The sender's network fetched a policy once.",
        _ => $" The sender's network fetched policies {fetches} times.",
    };
}
