using System.Net;
using MtaStsAudit.Testbed.Evidence;
using MtaStsAudit.Testbed.Names;
using MtaStsAudit.Testbed.Receivers;
using MtaStsAudit.Testbed.Verdicts;

namespace MtaStsAudit.Testbed.TlsReporting;

/// <summary>
/// What TLS reports add to an audit that is judged already. A report names no token and nobody has signed what it says, so it
/// speaks about an audit only if it covers the audit's time and names an address of the audit's own sender.
/// </summary>
public static class ReportRule
{
    /// <param name="report">The audit as judged; it is not changed.</param>
    /// <param name="records">Records that may hold TLS reports; others among them are left out.</param>
    public static IReadOnlyList<ReportNote> NotesOn(
        AuditReport report, SiteNames names, IReadOnlyList<Receiver> receivers, IEnumerable<EvidenceRecord> records)
    {
        var networks = report.Evidence.Select(record => record.What).OfType<MessageAccepted>()
            .Select(message => SenderIdentity.NetworkOf(message.Client.Address)).ToHashSet();
        if (networks.Count == 0)
        {
            return [];
        }

        return [
            .. from one in Read(records)
               let record = one.Record
               let told = one.Told
               where CoversTimeOf(told, report)
               from policy in told.Policies
               let receiver = ReportedReceiver.Of(names, receivers, policy)
               where receiver is not null
               from statement in StatementsIn(policy, networks)
               select Note(record.Id, receiver, report, policy.PolicyType, statement),
        ];
    }

    // A sender that reports to both of the addresses it is given, RFC 8460 §3, says the same twice.
    private static IEnumerable<(EvidenceRecord Record, TlsReport Told)> Read(IEnumerable<EvidenceRecord> records) =>
        (from record in records
         let received = record.What as TlsReportReceived
         where received is not null
         let told = TlsReportParser.Parse(received.Report).Value
         where told is not null
         select (Record: record, Told: told))
        .DistinctBy(one => one.Told.ReportId is { Length: > 0 } id ? (one.Told.OrganizationName, id) : (null, $"{one.Record.Id}"));

    private static bool CoversTimeOf(TlsReport told, AuditReport report) =>
        told is { Begin: { } begin, End: { } end }
        && report.Evidence.Min(record => record.At) <= end
        && report.Evidence.Max(record => record.At) >= begin;

    private static IEnumerable<(string ResultType, long Sessions)> StatementsIn(ReportedPolicy policy, HashSet<string> networks) =>
        from failure in policy.Failures
        where failure.FailedSessionCount > 0 && failure.SendingMtaIp is not null && IsIn(networks, failure.SendingMtaIp)
        group failure.FailedSessionCount by failure.ResultType into sameType
        select (sameType.Key, sameType.Aggregate(0L, SumWithinRange));

    private static bool IsIn(HashSet<string> networks, IPAddress address) => networks.Contains(SenderIdentity.NetworkOf(address));

    // Counts are the reporter's, and may be anything.
    private static long SumWithinRange(long sum, long next) => next > long.MaxValue - sum ? long.MaxValue : sum + next;

    private static ReportNote Note(
        long evidence, Receiver receiver, AuditReport report, string? policyType, (string ResultType, long Sessions) told)
    {
        var outcome = report.Outcomes.FirstOrDefault(outcome => outcome.Receiver == receiver.Letter);
        var namesTheFault = told.ResultType == receiver.ReportedFailure;
        var (bearing, words) = outcome switch
        {
            // RFC 8460 §4.4: failures are counted with DANE and without any policy as well, which tells nothing of MTA-STS.
            _ when policyType is not (null or "sts") => (ReportBearing.Adds, $"It went by policy type {policyType} there, not by MTA-STS."),
            { Kind: OutcomeKind.Refused } when namesTheFault =>
                (ReportBearing.Agrees, "It was seen to refuse there for that reason."),
            { IsDelivered: true } when namesTheFault =>
                (ReportBearing.AtOdds, "It delivered there even so: it noticed the fault and did not let the policy decide."),
            // Silence stays silence: the sender's own word does not replace a refusal that we did not see.
            _ when namesTheFault => (ReportBearing.Adds, "No refusal was seen there, and the report alone is none."),
            // RFC 8460 §4.3.2.2: without a policy a sender has nothing to enforce, which explains a delivery.
            { IsDelivered: true } when told.ResultType.StartsWith("sts-", StringComparison.Ordinal) =>
                (ReportBearing.Adds, "It had no policy to go by, which may be why it delivered there."),
            _ when receiver.ReportedFailure is null =>
                (ReportBearing.Adds, "No fault is meant to be there: look at the testbed's health."),
            _ => (ReportBearing.Adds, "That is not the fault that is meant to be there."),
        };
        return new(evidence, receiver.Letter, bearing, told.ResultType, told.Sessions,
            $"The sender's report counts {told.Sessions} failed sessions at {receiver.Letter} as {told.ResultType}. {words}");
    }
}
