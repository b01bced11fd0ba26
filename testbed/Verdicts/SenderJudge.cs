using MtaStsAudit.Testbed.Evidence;
using MtaStsAudit.Testbed.Receivers;

namespace MtaStsAudit.Testbed.Verdicts;

/// <summary>What the evidence says of one sender of an audit.</summary>
internal sealed class SenderJudge
{
    private readonly OwnRecords everywhere;

    public SenderJudge(AuditQuestion question, AuditEvidence evidence, TokenSender sender)
    {
        var suite = question.Suite ?? Suite.Study;
        Own = new OwnRecords(question, evidence, sender, suite.Has);
        // What happens at other receivers is shown, and told with everything that the sender did.
        everywhere = question.Receivers.All(receiver => suite.Has(receiver.Letter)) ? Own : new OwnRecords(question, evidence, sender, _ => true);
        var judges = question.Receivers.Select(receiver => (Receiver: receiver, Judge: JudgeOf(receiver, suite.Has(receiver.Letter) ? Own : everywhere))).ToList();
        // Where a closed connection is all that tells of a refusal, one at a receiver where nothing is wrong counts as well: a network that fails.
        var hangsUp = judges.Exists(one => suite.Has(one.Receiver.Letter) && one.Receiver.Expected == CompliantSender.Refuses && one.Judge.OnlyHangsUp);
        Results =
        [
            .. judges.Select(one => new ReceiverResult(one.Receiver, one.Judge.Outcome(RefusesElsewhere(one.Receiver)),
                hangsUp && one.Receiver.Expected != CompliantSender.Refuses ? one.Judge.Refusals.Tries : one.Judge.TimesLeftOnPurpose)),
        ];
        Results = [.. Results.Select(WithControls)];
        Answer = new StudyRule([.. Results.Where(row => suite.Has(row.Receiver.Letter))], question.Now > Own.WindowEnds).Decide();

        ReceiverJudge JudgeOf(Receiver receiver, OwnRecords own) => new(question, receiver, own, new TestbedInfluence(evidence.Troubles, own, question.Rules));

        bool RefusesElsewhere(Receiver receiver) => judges.Exists(other =>
            other.Receiver != receiver && suite.Has(other.Receiver.Letter) && other.Receiver.Expected == CompliantSender.Refuses && other.Judge.Refusals.AreOfQueue);
    }

    public OwnRecords Own { get; }

    public IReadOnlyList<ReceiverResult> Results { get; }

    public OutboundAnswer Answer { get; }

    public IReadOnlyList<ReceiverOutcome> Outcomes => [.. Results.Select(row => row.Outcome)];

    /// <summary>The records that are about this sender: what it did, and what only its network did.</summary>
    public IEnumerable<EvidenceRecord> Records =>
        everywhere.Deliveries.SelectMany(delivery => delivery.Beside.Append(delivery.Record))
            .Concat(everywhere.Departures.SelectMany(departure => departure.Session.Records))
            .Concat(everywhere.OfNetwork.SelectMany(session => session.Records))
            .Concat(FetchesMeanwhile.Select(fetch => fetch.Record));

    /// <summary>The fetches in the time of the audit.</summary>
    public IEnumerable<OwnFetch> FetchesMeanwhile => Own.Fetches.Where(fetch => fetch.Record.At >= Own.Began - TimeSpan.FromMinutes(1));

    // A refusal is explained by its fault when the control that lacks only the policy was delivered.
    private ReceiverResult WithControls(ReceiverResult row)
    {
        var control = Results.FirstOrDefault(other => row.Receiver.Tls == TlsOffer.None ? other.Receiver.IsClearTextControl : other.Receiver.IsCertificateControl);
        return row.Outcome is { Kind: OutcomeKind.Refused, Why: { } why, Expected: CompliantSender.Refuses } && control is { Outcome.IsDelivered: true }
            ? row with { Outcome = row.Outcome with { Why = [.. why, Ground.Controls] } }
            : row;
    }
}
