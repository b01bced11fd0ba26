using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Receivers;
using MtaStsAudit.Model.Scenarios;
using MtaStsAudit.Model.Verdicts;
using MtaStsAudit.Model.Verdicts.Profile;

namespace MtaStsAudit.Model.TlsReporting;

/// <summary>
/// What TLS reports add to an audit that is judged already. A report names no token, so it speaks about an audit only if it covers the
/// audit's time and something in it ties it to the sender that the audit is about. What is set aside says nothing.
/// </summary>
public static class ReportRule
{
    /// <param name="report">The audit as judged; it is not changed.</param>
    /// <param name="sender">The clients of the sender that the audit is about, and of nobody else who mailed the token.</param>
    /// <param name="records">Records that may hold TLS reports and checks of their signatures; others among them are left out.</param>
    public static IReadOnlyList<ReportNote> NotesOn(
        AuditReport report, AuditedClients sender, SiteNames names, IReadOnlyList<Receiver> receivers, IEnumerable<EvidenceRecord> records)
    {
        if (report.Evidence.Count == 0 || sender.IsEmpty)
        {
            return [];
        }

        return
        [
            .. from stored in StoredReport.In(records, names, receivers)
               where CoversTimeOf(stored.Told, report)
               let ties = new ReportTies(sender, stored.Told, stored.Signature)
               from part in stored.Parts
               where part.Receiver is not null
               from statement in StatementsIn(part.Policy, ties)
               select Note(stored, part.Receiver, report, part.Policy.PolicyType, statement),
        ];
    }

    private static bool CoversTimeOf(TlsReport told, AuditReport report) =>
        told is { Begin: { } begin, End: { } end }
        && report.Evidence.Min(record => record.At) <= end
        && report.Evidence.Max(record => record.At) >= begin;

    private static IEnumerable<Statement> StatementsIn(ReportedPolicy policy, ReportTies ties) =>
        from failure in policy.Failures
        where failure.FailedSessionCount > 0
        let tie = ties.Of(failure)
        where tie != ReportTie.None
        group failure.FailedSessionCount by (failure.ResultType, tie) into same
        select new Statement(same.Key.ResultType, same.Key.tie, same.Aggregate(0L, SumWithinRange));

    // Counts are the reporter's, and may be anything.
    private static long SumWithinRange(long sum, long next) => next > long.MaxValue - sum ? long.MaxValue : sum + next;

    private static ReportNote Note(StoredReport stored, Receiver receiver, AuditReport report, string? policyType, Statement told)
    {
        var (bearing, words) = stored.Standing == ReportStanding.Unchecked
            ? (ReportBearing.Adds, "The report came by mail, and its signature is not checked: it may be anybody's.")
            : told.Tie == ReportTie.Near
                ? (ReportBearing.Adds, "It names an address of the sender's network only, which may be a neighbour's.")
                : Bearing(receiver, report, policyType, told.ResultType);
        return new(stored.Record.Id, receiver.Name, bearing, told.ResultType, told.Sessions,
            $"The sender's report counts {told.Sessions} failed sessions at {receiver.Name} as {told.ResultType}. {words}");
    }

    private static (ReportBearing Bearing, string Words) Bearing(Receiver receiver, AuditReport report, string? policyType, string resultType)
    {
        var outcome = report.Outcomes.FirstOrDefault(outcome => outcome.Receiver == receiver.Name);
        var fitting = Catalogue.FindScenario(receiver.Scenario)?.ReportedFailures ?? receiver.ReportedFailures;
        var namesTheFault = fitting.Contains(resultType);
        var beyond = outcome is null ? report.Profile?.FirstOrDefault(result => result.Scenario == receiver.Scenario) : null;
        return outcome switch
        {
            // RFC 8460 §4.4: failures are counted with DANE and without any policy as well, which tells nothing of MTA-STS.
            _ when policyType is not (null or "sts") => (ReportBearing.Adds, $"It went by policy type {policyType} there, not by MTA-STS."),
            { Kind: OutcomeKind.Refused } when namesTheFault =>
                (ReportBearing.Agrees, "It was seen to refuse there for that reason."),
            { IsDelivered: true } when namesTheFault && receiver.Expected == CompliantSender.Refuses =>
                (ReportBearing.AtOdds, "It delivered there even so: it noticed the fault and did not let the policy decide."),
            { IsDelivered: true } when namesTheFault =>
                (ReportBearing.Agrees, "It delivered there and reported the fault, as a policy in mode testing asks."),
            _ when namesTheFault && beyond?.Conformance is Conformance.ViolatesMust or Conformance.MissesShould =>
                (ReportBearing.AtOdds, "It delivered there even so: it noticed the fault and did not let the policy decide."),
            _ when namesTheFault && beyond?.Conformance == Conformance.Conforms =>
                (ReportBearing.Agrees, $"What it did there fits: {beyond.Did}"),
            // Silence stays silence: the sender's own word does not replace a refusal that we did not see.
            _ when namesTheFault => (ReportBearing.Adds, "No refusal was seen there, and the report alone is none."),
            // RFC 8460 §4.3.2.2: without a policy a sender has nothing to enforce, which explains a delivery.
            { IsDelivered: true } when resultType.StartsWith("sts-", StringComparison.Ordinal) =>
                (ReportBearing.Adds, "It had no policy to go by, which may be why it delivered there."),
            _ when fitting.Count == 0 =>
                (ReportBearing.Adds, "No fault is meant to be there: look at the testbed's health."),
            _ => (ReportBearing.Adds, "That is not the fault that is meant to be there."),
        };
    }

    private readonly record struct Statement(string ResultType, ReportTie Tie, long Sessions);
}
