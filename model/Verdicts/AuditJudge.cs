using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Notifications;
using MtaStsAudit.Model.Receivers;
using MtaStsAudit.Model.Scenarios;

namespace MtaStsAudit.Model.Verdicts;

/// <summary>Evidence in, report out: no clock, no store, no network.</summary>
public static class AuditJudge
{
    /// <summary>For how long before an audit a sender may have learned what it acts by, where the testbed was at fault.</summary>
    public static TimeSpan FailedFetchIsRemembered => TestbedInfluence.FailedFetchIsRemembered;

    public static AuditReport Judge(AuditQuestion question)
    {
        var evidence = new AuditEvidence(question);
        // Who the senders are, and when they mailed, is told by the suite's own receivers: one that is added later changes no label.
        var suite = question.Suite ?? Suite.Study;
        var mailed = question.Records.Where(record => record.What is MessageAccepted message && message.Token == question.Token).ToList();
        var ofSuite = mailed.FindAll(record => suite.Has(((MessageAccepted)record.What).Receiver));
        // Who mailed others only has a profile all the same.
        var senders = TokenSenders.Of(ofSuite.Count > 0 ? ofSuite : mailed, evidence.Names);
        var judged = senders.Take(TokenSenders.Most).Select(sender => new SenderJudge(question, evidence, sender)).ToList();
        var audited = judged.Find(one => question.OwnSender is { } own && (one.Own.Sender.Clients.Contains(own) || one.Own.Sender.Organisations.Contains(own)))
            ?? judged.OrderByDescending(one => one.Outcomes.Count(outcome => outcome.Primed is not null && suite.Has(outcome.Receiver)))
                // Who mailed one round more is rather audited than who tried the addresses before.
                .ThenByDescending(one => one.Own.Sender.Messages.Count)
                .ThenBy(one => one.Own.Sender.Messages[0].Id).FirstOrDefault()
            ?? new SenderJudge(question, evidence, new TokenSender([], evidence.Names));
        var others = judged.FindAll(one => !ReferenceEquals(one, audited));
        var answer = Contested(audited, others) ?? audited.Answer;
        var probeFrom = audited.Outcomes.Max(outcome => outcome.ProbeFrom);
        var fetches = audited.FetchesMeanwhile.Count();
        List<EvidenceRecord> behind = [.. audited.Records.Concat(others.SelectMany(other => other.Own.Deliveries.Select(delivery => delivery.Record)))];

        var hellos = ClientHellosOf(audited.Own, question);
        // The audit's, whichever sender it is about: who handed them in knew only the token.
        List<EvidenceRecord> notifications = [.. question.Records.Where(record => record.What is DeliveryStatusGiven given && given.Token == question.Token)];

        return new AuditReport(
            question.Token,
            PhaseOf(question, audited.Results, answer.Finding, probeFrom),
            probeFrom,
            audited.Outcomes,
            answer.Finding,
            question.Inbound,
            LabelOf(answer.Finding, InboundOf(question, audited)),
            $"{answer.Reason}{AboutFetches(answer.Finding, fetches)}{AboutOthers(audited, others, senders.Count)}",
            answer.Sections,
            fetches,
            [.. behind.Concat(hellos).Concat(notifications).Concat(SelfChecksBehind(audited.Outcomes, question)).Sorted(EvidenceRecord.ByCommit).DistinctBy(record => record.Id)],
            answer.IsFinal,
            AuditWaiting.For(question, audited, answer),
            audited.Own.WindowEnds,
            senders.Count == 0 ? null : SenderDescription.Of(audited.Own.Sender),
            [.. others.Select(other => new SenderVerdict(
                SenderDescription.Of(other.Own.Sender), other.Answer.Finding, LabelOf(other.Answer.Finding, InboundFinding.NotChecked), other.Answer.IsFinal, other.Answer.Reason, other.Outcomes))],
            suite.Name,
            AuditRules.Version,
            question.Now,
            RecordsNotRead: question.RecordsNotRead,
            FirstEvidence: behind.Select(record => (DateTimeOffset?)record.At).Min(),
            LastEvidence: behind.Select(record => (DateTimeOffset?)record.At).Max(),
            Profile: audited.Profile.Any(result => !result.Scenario.IsOfStudy) ? audited.Profile : null,
            OfferedTls: OfferedTls.Of(hellos),
            ToldUser: ToldUser.Of(notifications));
    }

    public static SupportLabel LabelOf(OutboundFinding outbound, InboundFinding inbound) => outbound switch
    {
        OutboundFinding.Enforces => SupportLabel.FullSupport,
        OutboundFinding.Incomplete => SupportLabel.PartialSupport,
        OutboundFinding.DoesNotEnforce => inbound == InboundFinding.Enforce ? SupportLabel.PartialSupport : SupportLabel.NoSupport,
        OutboundFinding.StrictTls => SupportLabel.StrictTls,
        OutboundFinding.Waiting => SupportLabel.Waiting,
        OutboundFinding.Contested => SupportLabel.Contested,
        OutboundFinding.Inconclusive => SupportLabel.Inconclusive,
    };

    // The owner's word about a domain raises no label: the evidence has to tie the domain to the sender.
    private static InboundFinding InboundOf(AuditQuestion question, SenderJudge audited) =>
        question.InboundDomain is { } domain && audited.Own.Sender.IsTiedTo(domain) ? question.Inbound : InboundFinding.NotChecked;

    // Mail that the sender refused to deliver, delivered by another: a relay behind it, or somebody else who knows the token.
    private static OutboundAnswer? Contested(SenderJudge audited, List<SenderJudge> others)
    {
        if (audited.Answer.Finding != OutboundFinding.Enforces)
        {
            return null;
        }

        var runs = audited.Own.Sender.Runs;
        var ownIsMarked = runs.Count > 0 && audited.Own.Deliveries.All(delivery => delivery.Message.Run is not null);
        var contesting = (
            from other in others
            from delivery in other.Own.Deliveries
                // Where each message of the audit carries a nonce, one without it was handed to somebody else.
            where !(ownIsMarked && delivery.Message.Run is null)
            join row in audited.Results on delivery.Message.Receiver equals row.Receiver.Name
            where row.Receiver.Expected == CompliantSender.Refuses && row.Outcome.Kind == OutcomeKind.Refused
            select (row.Receiver.Name, delivery)).ToList();
        return contesting.Count == 0 ? null : audited.Answer with
        {
            Finding = OutboundFinding.Contested,
            Reason = $"{audited.Answer.Reason} But mail for the same token was delivered to "
                + $"{Phrases.Joined([.. contesting.Select(one => one.Name.ToString()).Distinct().Order(StringComparer.Ordinal)])} from elsewhere "
                + $"({string.Join(", ", contesting.Select(one => $"{one.delivery.Message.Client.Address}").Distinct().Take(3))}): a relay that the sender falls back to, "
                + "or somebody else who knows the token. Mail a new token from the sender alone.",
            IsFinal = false,
        };
    }

    // Of the sender's own clients alone, and of the time of the audit. No rule asks for them.
    private static List<EvidenceRecord> ClientHellosOf(OwnRecords own, AuditQuestion question) => own.Began is not { } began ? []
    :
    [
        .. question.Records.Where(record => record.What is ClientHelloSeen hello && record.At >= began - question.Rules.Settle
            && own.Sender.AttributionOf(hello.Client) > Attribution.NetworkOnly).OrderBy(record => record.Id),
    ];

    private static IEnumerable<EvidenceRecord> SelfChecksBehind(IReadOnlyList<ReceiverOutcome> outcomes, AuditQuestion question)
    {
        var named = outcomes.SelectMany(outcome => outcome.Evidence).ToHashSet();
        return question.Records.Where(record => record.What is TestbedChecked && named.Contains(record.Id));
    }

    private static AuditPhase PhaseOf(
        AuditQuestion question, IReadOnlyList<ReceiverResult> results, OutboundFinding finding, DateTimeOffset? probeFrom)
    {
        if (finding != OutboundFinding.Waiting)
        {
            return AuditPhase.Judged;
        }

        return probeFrom is not { } time || results.Any(row => IsDecisive(row.Receiver) && row.Outcome.Primed is null) ? AuditPhase.Prime
            : question.Now < time ? AuditPhase.Settling
            : AuditPhase.Probe;
    }

    // The other receivers are reported; a verdict does not wait for them.
    private static bool IsDecisive(Receiver receiver) =>
        receiver.Expected == CompliantSender.Refuses
        || receiver.IsClearTextControl
        || receiver is { IsPositiveControl: true, StudyFamily: AddressFamilyUse.IPv4 };

    private static string AboutOthers(SenderJudge audited, List<SenderJudge> others, int senders)
    {
        const int shown = 3;
        if (others.Count == 0)
        {
            return "";
        }

        var names = others.Take(shown).Select(other => SenderDescription.Of(other.Own.Sender).Name).ToList();
        return $" Mail to the same token came from {(senders == 2 ? "another sender" : $"{senders - 1} other senders")} too"
            + $" ({string.Join(", ", names)}{(others.Count > shown ? ", …" : "")}): {(audited.Own.Sender.Receivers.Count > 0 ? "this is about " + SenderDescription.Of(audited.Own.Sender).Name : "")}.";
    }

    private static string AboutFetches(OutboundFinding finding, int fetches) => finding switch
    {
        OutboundFinding.Waiting or OutboundFinding.Inconclusive or OutboundFinding.Contested => "",
        OutboundFinding.DoesNotEnforce or OutboundFinding.Incomplete when fetches == 0 => " No policy was fetched by the sender's clients or from their networks.",
        OutboundFinding.Enforces or OutboundFinding.StrictTls when fetches == 0 =>
            " No policy was fetched by the sender's clients or from their networks: it had the policies already, or refuses by a rule of its own.",
        OutboundFinding.DoesNotEnforce or OutboundFinding.Incomplete or OutboundFinding.Enforces or OutboundFinding.StrictTls =>
            fetches == 1 ? " The sender fetched a policy once." : $" The sender fetched policies {fetches} times.",
    };
}
