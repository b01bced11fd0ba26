using System.Globalization;

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

    private static string Text(AuditReport report, string? address)
    {
        var when = report.LastEvidence is { } last ? $" on {last.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}" : "";
        var who = report.Sender is { } sender ? $" ({sender.Name}{(sender.Clients.Count > 0 ? $", {string.Join(", ", sender.Clients.Take(3))}" : "")})" : "";
        return $"""
            Subject: Outgoing mail does not honour MTA-STS (RFC 8461)

            Your outgoing mail servers{who} delivered mail{when} that the recipient domain's MTA-STS policy (mode: enforce) forbids:
            {report.Reason}

            RFC 8461 section 5 asks senders not to deliver such mail, and to try again later. Without that, somebody between the servers can read and change our mail.
            Do your servers honour MTA-STS policies for outgoing mail? If not, when will they?
            {(address is null ? "" : $"\nThe evidence: {address}\n")}
            """.ReplaceLineEndings("\n").TrimEnd() + "\n";
    }
}
