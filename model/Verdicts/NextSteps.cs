using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Receivers;
using MtaStsAudit.Model.Scenarios;

namespace MtaStsAudit.Model.Verdicts;

/// <summary>
/// What to do next with a finding: what decides it, what is missing, how the sender is made to enforce. The same paragraphs in the web
/// page, on the command line and in exports.
/// </summary>
public static class NextSteps
{
    /// <summary>Paragraphs, the most useful first. They name hosts and domains as senders gave them: who shows them makes them safe first.</summary>
    public static IReadOnlyList<string> For(AuditReport report) => report.Outbound switch
    {
        OutboundFinding.Waiting => Waiting(report),
        OutboundFinding.Inconclusive => Inconclusive(report),
        OutboundFinding.Enforces => WithAwaits(report,
            report.IsFinal
                ? "The sender enforces policies, and was seen to keep to it. Audit it again, with a new token, when its software or its settings change."
                : "Nothing is wrong so far. Leave the refused messages in the sender's queue: it is their next tries that make the finding final."),
        OutboundFinding.Incomplete => WithAwaits(report, [Gap(report), .. EnforcingAdvice.For(report)]),
        OutboundFinding.DoesNotEnforce => WithAwaits(report, [.. LabelRemark(report), Gap(report), .. EnforcingAdvice.For(report)]),
        OutboundFinding.StrictTls => WithAwaits(report,
            "Its mail is safe from a downgrade, more than policies ask for, so there is nothing to repair.",
            "To see the policy's part, let it deliver in clear text where no policy forbids it (Postfix: smtp_tls_security_level = may, with the policies "
            + "in smtp_tls_policy_maps), and mail a new token."),
        OutboundFinding.Contested => Contested(report),
    };

    /// <summary>The next step with a finding, in a sentence or two.</summary>
    public static string InShort(AuditReport report) => report.Outbound switch
    {
        OutboundFinding.Waiting => "Mail what is missing.",
        OutboundFinding.Inconclusive => "See what kept it from being decided, and mail again.",
        OutboundFinding.Enforces => report.IsFinal
            ? "Nothing is to be mended. Audit again when the sender's software or its settings change."
            : "Leave the refused messages in the sender's queue: their next tries make it final.",
        OutboundFinding.Incomplete => "Close the gap that is named above, then mail a new token.",
        OutboundFinding.DoesNotEnforce => "Have the sender enforce policies, then mail a new token.",
        OutboundFinding.StrictTls => "Nothing is to be mended. To see the policy's part, let the sender deliver in clear text where it may.",
        OutboundFinding.Contested => "Find out whose the other tries are, then mail a new token.",
    };

    private static string[] Waiting(AuditReport report)
    {
        if (report.Sender is null)
        {
            return
            [
                "No mail has come for this audit yet. Mail every address once; it arrives within seconds of leaving the sender. A sender that refuses every receiver leaves nothing here that names the audit: its log tells why.",
                Mistyped,
            ];
        }

        List<string> steps = [$"{Wording.WhatNext(report.Phase)} {Wording.Why(report.Phase)}"];
        if (LettersOf(report, OutcomeKind.Waiting) is { Length: > 0 } missing)
        {
            steps.Add($"Nothing is decided yet at {missing}: a message to each of them, or the next try of one that the sender keeps, decides.");
        }

        if (OneReceiverOf(report) is { } only)
        {
            steps.Add($"Only {only} got mail for this UUID. {Mistyped} {OneUuidEach}");
        }

        return WithAwaits(report, [.. steps]);
    }

    private static string[] Inconclusive(AuditReport report)
    {
        List<string> steps = [];
        if (LettersOf(report, OutcomeKind.TestbedAtFault) is { Length: > 0 } spoilt)
        {
            steps.Add($"The testbed was not as designed when mail came to {spoilt}. That is not the sender's doing: mail {spoilt} once more now.");
        }

        if (LettersOf(report, OutcomeKind.NotSeen) is { Length: > 0 } silent)
        {
            steps.Add($"The sender did not come to {silent}. See in its queue and log whether the message left, was bounced or held "
                + "(postqueue -p, exim -bp), and whether its network lets port 25 out; then mail those addresses again.");
        }

        if (LettersOf(report, OutcomeKind.CameUndecided) is { Length: > 0 } undecided)
        {
            steps.Add($"At {undecided} the sender came and left, and that decides nothing: why is told beside it. Several tries decide: mail again when no other audit of the same sender "
                + "is under way, and leave the messages in its queue.");
        }

        if (LettersOf(report, OutcomeKind.DeliveredInPrimeOnly) is { Length: > 0 } primeOnly)
        {
            steps.Add($"{primeOnly} got mail in the prime round only, before the sender had to know the policy: mail once more, now it counts.");
        }

        if (report.Outcomes.Any(outcome => outcome.Expected != CompliantSender.Refuses && (outcome.Kind == OutcomeKind.Refused || (outcome.IsDelivered && outcome.Tries > 0))))
        {
            steps.Add("The sender left receivers without mail with which nothing is wrong. See in its log why: a CA that it does not trust, a wrong clock, a size limit, or a rule of its own. "
                + "When that is mended, mail a new token.");
        }

        if (OneReceiverOf(report) is { } only)
        {
            steps.Add($"Only {only} got mail for this UUID. {Mistyped} {OneUuidEach}");
        }

        if (steps.Count == 0)
        {
            steps.Add("Mail every address of a new token from the sender alone, once, and again after a few minutes.");
        }

        return [.. steps];
    }

    private static string[] Contested(AuditReport report)
    {
        List<string> steps = [];
        if (report.OtherSenders is { Count: > 0 } others)
        {
            steps.Add($"Find out whose {Phrases.Joined([.. others.Take(3).Select(other => other.Sender.Name)])} is. If it is a relay of the sender's that takes over what is refused "
                + "(Postfix: smtp_fallback_relay; a smart host; a filter service), the relay has to enforce policies as well. If it is a stranger's, the token is known: do not publish a token before the audit is done.");
        }

        if (LettersOf(report, OutcomeKind.Contested) is { Length: > 0 } letters)
        {
            steps.Add($"At {letters} some tries were refused and others delivered. Compare the settings of all the sender's outgoing hosts: "
                + "each of them, and each transport, has to ask for policies.");
        }

        steps.Add("Then mail a new token from the sender alone (audit run --send-via marks its messages, so that another's cannot be mistaken for them).");
        return WithAwaits(report, [.. steps]);
    }

    private static IEnumerable<string> LabelRemark(AuditReport report) => report.Label == SupportLabel.PartialSupport
        ? ["The label is Partial support because the sender's own domain publishes an enforced policy for what it receives. For what it sends, the finding stands as it is."]
        : [];

    private static string Gap(AuditReport report)
    {
        List<string> gaps = [];
        foreach (var outcome in report.Outcomes.Where(outcome => outcome is { Expected: CompliantSender.Refuses, IsDelivered: true }))
        {
            gaps.Add(outcome.Kind == OutcomeKind.DeliveredInClear
                ? $"{outcome.Receiver}: it has to keep mail when STARTTLS is not offered"
                : $"{outcome.Receiver}: it has to check the certificate: that a CA it trusts issued it, and that it names the MX host (RFC 8461 §4.2)");
        }

        return gaps.Count == 0 ? "The sender has to keep mail that a policy forbids to deliver." : $"What is missing at {string.Join("; at ", gaps)}.";
    }

    private static string[] WithAwaits(AuditReport report, params string[] steps) =>
        report.Awaits is { } awaits ? [awaits, .. steps] : steps;

    private static string LettersOf(AuditReport report, OutcomeKind kind) =>
        Phrases.Joined([.. report.Outcomes.Where(outcome => outcome.Kind == kind).Select(outcome => outcome.Receiver.ToString())]);

    /// <summary>The receiver that alone got mail of the audit; null when several did, or none.</summary>
    private static ReceiverName? OneReceiverOf(AuditReport report) =>
        report.Evidence.Select(record => record.What).OfType<MessageAccepted>().Where(message => message.Token == report.Token)
            .Select(message => message.Receiver).Distinct().ToList() is [var only] ? only : null;

    private const string Mistyped =
        "A mistyped address, a plus tag behind the UUID, or anything but the UUID before the @ is refused with 550, and the reply names the right address: it stands in the sender's log and in the bounce.";

    private const string OneUuidEach =
        "The original's audit.sh makes a UUID for each receiver; those belong together: ask for /audits/UUID+UUID+… with up to six of them, and they are judged as one audit.";
}
