using System.Globalization;
using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Scenarios;

namespace MtaStsAudit.Model.Verdicts;

/// <summary>A text that a customer sends to the provider whose sender let through what a policy forbids.</summary>
public static class ProviderLetter
{
    /// <returns>Plain text, lines of which end in LF; null where nothing is to be asked of a provider.</returns>
    /// <param name="address">Where the audit can be read; null where that is not known.</param>
    public static string? For(AuditReport report, string? address) => report.Outbound switch
    {
        OutboundFinding.DoesNotEnforce or OutboundFinding.Incomplete => Text(report, address),
        OutboundFinding.Waiting or OutboundFinding.Inconclusive or OutboundFinding.Enforces or OutboundFinding.StrictTls or OutboundFinding.Contested => null,
    };

    // A provider knows neither the testbed nor its letters.
    private static string Line(ReceiverOutcome outcome) =>
        $"- at {outcome.Receiver}{(Catalogue.Find(outcome.Receiver) is { } receiver ? $" ({receiver.Intent})" : "")}: "
        + (outcome.Kind == OutcomeKind.DeliveredInClear ? "in clear text" : $"over {Wording.ProtocolOf(outcome)}")
        + (outcome.Has(Ground.RefusedBefore) ? ", after it had been refused at first" : "");

    private static DateTimeOffset? WhenDelivered(AuditReport report, List<ReceiverOutcome> forbidden)
    {
        var counted = forbidden.SelectMany(outcome => outcome.Evidence).ToHashSet();
        return report.Evidence.Where(record => record.What is MessageAccepted && counted.Contains(record.Id)).Select(record => (DateTimeOffset?)record.At).Max()
            ?? report.LastEvidence;
    }

    private static string Text(AuditReport report, string? address)
    {
        var forbidden = report.Outcomes.Where(outcome => outcome is { Expected: CompliantSender.Refuses, IsDelivered: true }).ToList();
        var when = WhenDelivered(report, forbidden) is { } last ? $" on {last.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}" : "";
        var who = report.Sender is { } sender ? $" ({sender.Name}{(sender.Clients.Count > 0 ? $", {string.Join(", ", sender.Clients.Take(3))}" : "")})" : "";
        return $"""
            Subject: Outgoing mail does not honour MTA-STS (RFC 8461)

            Your outgoing mail servers{who} delivered mail{when} that the recipient domain's MTA-STS policy (mode: enforce) forbids:
            {(forbidden.Count == 0 ? report.Reason : string.Join('\n', forbidden.Select(Line)))}
            {(report.PolicyFetches == 0 ? "\nNo policy was seen to be fetched by them.\n" : "")}
            RFC 8461 section 5 asks senders not to deliver such mail, and to try again later. Without that, somebody between the servers can read and change our mail.
            Do your servers honour MTA-STS policies for outgoing mail? If not, when will they?
            {(address is null ? "" : $"\nThe evidence: {address}\n")}
            """.ReplaceLineEndings("\n").TrimEnd() + "\n";
    }
}
