using MtaStsAudit.Model.Receivers;
using MtaStsAudit.Model.Scenarios;

namespace MtaStsAudit.Model.Verdicts;

/// <summary>What would decide an audit, or make its finding final, in words for the auditor.</summary>
internal static class AuditWaiting
{
    /// <returns>A sentence or two; null when nothing is waited for.</returns>
    public static string? For(AuditQuestion question, SenderJudge audited, OutboundAnswer answer)
    {
        if (answer.IsFinal || audited.Own.WindowEnds is not { } ends)
        {
            return null;
        }

        var once = audited.Results.Where(row => row.Outcome is { Expected: CompliantSender.Refuses, Kind: OutcomeKind.Refused, ForGood: Finality.Once }).ToList();
        return answer.Finding switch
        {
            OutboundFinding.Enforces or OutboundFinding.StrictTls or OutboundFinding.Incomplete when once.Count > 0 && question.Now <= ends =>
                $"So far: the sender refused {Phrases.Letters(once)} once for each message. It is final when it comes again and refuses again, or when the retry window is over. "
                + "To shorten the wait, have its queue run again (postqueue -f, exim -qff, sendmail -q).",
            OutboundFinding.Enforces or OutboundFinding.StrictTls or OutboundFinding.Incomplete =>
                "So far: one visit alone may be anything. Mail every address once more to make it final.",
            OutboundFinding.DoesNotEnforce => "So far: no fetch of the policy was seen. If the sender turns out to fetch policies late, what it delivered before counts for nothing.",
            OutboundFinding.Waiting => "Mail that is still in the sender's queue may come: have its queue run again (postqueue -f, exim -qff, sendmail -q), or mail every address once more.",
            OutboundFinding.Inconclusive or OutboundFinding.Contested => null,
        };
    }
}
