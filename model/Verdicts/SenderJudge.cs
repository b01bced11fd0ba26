using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Receivers;
using MtaStsAudit.Model.Scenarios;
using MtaStsAudit.Model.Verdicts.Profile;

namespace MtaStsAudit.Model.Verdicts;

/// <summary>What the evidence says of one sender of an audit.</summary>
internal sealed class SenderJudge
{
    private readonly OwnRecords everywhere;

    public SenderJudge(AuditQuestion question, AuditEvidence evidence, TokenSender sender)
    {
        var suite = question.Suite ?? Suite.Study;
        Own = new OwnRecords(question, evidence, sender, suite.Has);
        // What happens at other receivers is shown, and told with everything that the sender did.
        everywhere = evidence.Sessions.All(session => suite.Has(session.Receiver)) ? Own : new OwnRecords(question, evidence, sender, _ => true);
        var met = everywhere.MetReceivers(evidence.FetchTries);
        var judges = question.Receivers
            .Where(receiver => suite.Has(receiver.Name) || met.Contains(receiver.Name) || met.Contains(receiver.Scenario))
            .Select(receiver => (Receiver: receiver, Judge: JudgeOf(receiver, suite.Has(receiver.Name) ? Own : everywhere)))
            .ToList();
        // Where a closed connection is all that tells of a refusal, one at a receiver where nothing is wrong counts as well: a network that fails.
        var hangsUp = judges.Exists(one => suite.Has(one.Receiver.Name) && one.Receiver.Expected == CompliantSender.Refuses && one.Judge.OnlyHangsUp);
        List<ReceiverResult> all =
        [
            .. judges.Select(one => new ReceiverResult(one.Receiver, one.Judge.Outcome(RefusesElsewhere(one.Receiver), TriesAtFaultsFrom),
                IsRepaired(one.Judge) ? 0 : hangsUp && one.Receiver.Expected != CompliantSender.Refuses ? one.Judge.Refusals.Tries : one.Judge.TimesLeftOnPurpose)),
        ];
        // As with all that is of the suite: what is added later changes nothing there.
        all = [.. all.Select(row => WithControls(row, suite.Has(row.Receiver.Name) ? all.FindAll(other => suite.Has(other.Receiver.Name)) : all))];
        Results = [.. all.Where(row => suite.Has(row.Receiver.Name))];
        Answer = new StudyRule(Results, question.Now > Own.WindowEnds).Decide();
        var tries = evidence.FetchTries.Where(record => Own.Began is { } began && record.At >= began - question.Rules.Settle);
        var scenariosMet = new ScenariosMet(everywhere, tries, question.Rules.Settle);
        var rule = new ScenarioRule(Answer.Finding, all, everywhere.Fetches.Any(fetch => fetch.Whose > Attribution.NetworkOnly), question.Now > everywhere.WindowEnds);
        Profile =
        [
            .. Catalogue.Scenarios.Where(scenario => scenariosMet.Has(scenario) && all.Exists(row => row.Receiver.Scenario == scenario.Name))
                .Select(scenario => rule.Of(scenario, scenariosMet.AvoidsHostsOf(scenario))),
        ];

        ReceiverJudge JudgeOf(Receiver receiver, OwnRecords own) => new(question, receiver, own, new TestbedInfluence(evidence.Troubles, own, question.Rules));

        // What it left before it delivered there says nothing of the faults that it goes on refusing since.
        bool IsRepaired(ReceiverJudge judge) => judge.DeliversAgainFrom is { } from && TriesAtFaultsFrom(from - OwnRecords.OneRun) > 0;

        int TriesAtFaultsFrom(DateTimeOffset time) => judges.Where(one => suite.Has(one.Receiver.Name) && one.Receiver.Expected == CompliantSender.Refuses && one.Judge.Refusals.Stand)
            .Select(one => one.Judge.Refusals.TriesFrom(time)).DefaultIfEmpty(0).Min();

        bool RefusesElsewhere(Receiver receiver) => judges.Exists(other =>
            other.Receiver != receiver && suite.Has(other.Receiver.Name) && other.Receiver.Expected == CompliantSender.Refuses && other.Judge.Refusals.AreOfQueue);
    }

    public OwnRecords Own { get; }

    /// <summary>What became of its mail at the receivers of the suite.</summary>
    public IReadOnlyList<ReceiverResult> Results { get; }

    /// <summary>How it stands at each scenario that it was seen at, those of the suite and all others.</summary>
    public IReadOnlyList<ScenarioResult> Profile { get; }

    public OutboundAnswer Answer { get; }

    public IReadOnlyList<ReceiverOutcome> Outcomes => [.. Results.Select(row => row.Outcome)];

    /// <summary>The records that are about this sender: what it did, and what only its network did.</summary>
    public IEnumerable<EvidenceRecord> Records =>
        everywhere.Deliveries.SelectMany(delivery => delivery.Records)
            .Concat(everywhere.Departures.SelectMany(departure => departure.Session.Records))
            .Concat(everywhere.OfNetwork.SelectMany(session => session.Records))
            .Concat(FetchesMeanwhile.Select(fetch => fetch.Record))
            .Concat(everywhere.FetchTries.Where(fetch => fetch.Fetch is { HasChanged: true, PolicyId: null } && IsOfThisTime(fetch)).Select(fetch => fetch.Record));

    /// <summary>The fetches in the time of the audit.</summary>
    public IEnumerable<OwnFetch> FetchesMeanwhile => Own.Fetches.Where(IsOfThisTime);

    private bool IsOfThisTime(OwnFetch fetch) => fetch.Record.At >= Own.Began - TimeSpan.FromMinutes(1);

    // A refusal is explained by its fault when the control that lacks only the policy was delivered.
    private static ReceiverResult WithControls(ReceiverResult row, List<ReceiverResult> all)
    {
        var control = all.Find(other => !row.Receiver.LetsTlsBegin ? other.Receiver.IsClearTextControl : other.Receiver.IsCertificateControl);
        return row.Outcome is { Kind: OutcomeKind.Refused, Why: { } why, Expected: CompliantSender.Refuses } && control is { Outcome.IsDelivered: true }
            ? row with { Outcome = row.Outcome with { Why = [.. why, Ground.Controls] } }
            : row;
    }
}
