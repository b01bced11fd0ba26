using System.Globalization;
using System.Text;
using MtaStsAudit.Collector.Web.Providers;
using MtaStsAudit.Model.Notifications;
using MtaStsAudit.Model.Scenarios;
using MtaStsAudit.Model.Verdicts;
using MtaStsAudit.Model.Verdicts.Profile;

namespace MtaStsAudit.Collector.Web.Audits;

/// <summary>An audit's report as Markdown: the verdict, whom and when it is about, what became of the mail, and what to do next.</summary>
internal static class AuditMarkdown
{
    /// <param name="address">Where the audit can be read.</param>
    public static string Of(AuditReport report, string address)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"# Audit {report.Token}: {Wording.Of(report)}\n\n");
        text.Append(CultureInfo.InvariantCulture, $"{Safe(report.Reason)}\n\n");
        Line("Outbound", Wording.Of(report.Outbound));
        Line("Inbound", Wording.Of(report.Inbound));
        if (report.Sender is { } sender)
        {
            Line("Sender", Of(sender));
        }

        if (report is { FirstEvidence: { } first, LastEvidence: { } last })
        {
            Line("Evidence", $"{Time(first)} to {Time(last)}");
        }

        if (report.JudgedAt is { } judged)
        {
            Line("Judged", $"{Time(judged)} by rules {report.RulesVersion}, suite {report.Suite}");
        }

        text.Append("\n| Receiver | A compliant sender | This sender | How sure | Remark |\n|---|---|---|---|---|\n");
        foreach (var outcome in report.Outcomes)
        {
            text.Append("| ").AppendJoin(" | ", new[]
            {
                outcome.Receiver.ToString(), Wording.Of(outcome.Expected), Wording.SoFar(outcome), GradeWording.Of(outcome), outcome.Remark ?? "",
            }.Select(Safe)).Append(" |\n");
        }

        if (report.Profile is { } profile)
        {
            text.Append("\n## Profile\n\n| Scenario | Family | A compliant sender | This sender | Result |\n|---|---|---|---|---|\n");
            foreach (var result in profile)
            {
                text.Append("| ").AppendJoin(" | ", new[]
                {
                    $"{result.Scenario}: {result.Asks}", FamilyWords.TitleOf(result.Family), ProfileWording.AskedAt(result), result.Did, ProfileWording.Of(result),
                }.Select(Safe)).Append(" |\n");
            }
        }

        foreach (var offer in report.OfferedTls ?? [])
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## What its ClientHello offers\n\nSeen {offer.Sessions} times, at {Safe(string.Join(", ", offer.Receivers))}.\n\n");
            foreach (var (name, value) in OfferWords.Of(offer))
            {
                Line(name, value);
            }
        }

        if (report.ToldUser is { } notifications)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## What the sender told its user\n\n{Safe(ToldUserWording.About)}\n\n");
            foreach (var told in notifications)
            {
                Line(told.Receiver.ToString(), $"{ToldUserWording.Of(told)}{(told.Status.Diagnostic is { } error ? $": {error}" : "")}");
            }
        }

        if (report.OtherSenders is { Count: > 0 } others)
        {
            text.Append("\n## Others that mailed the same token: left out of the headline\n\n");
            foreach (var other in others)
            {
                text.Append(CultureInfo.InvariantCulture, $"- {Safe(Of(other.Sender))}: {Wording.Of(other.Label, other.IsFinal)}. {Safe(other.Reason)}\n");
            }
        }

        text.Append("\n## What to do next\n");
        foreach (var step in NextSteps.For(report))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n{Safe(step)}\n");
        }

        // Indented, it is text as it stands: nothing in it ends the block.
        if (ProviderLetter.For(report, address) is { } letter)
        {
            text.Append("\n## A text for the sender's provider\n\n").AppendJoin('\n', letter.Split('\n').Select(line => $"    {line}")).Append('\n');
        }

        return text.ToString();

        void Line(string name, string value) => text.Append(CultureInfo.InvariantCulture, $"- {name}: {Safe(value)}\n");
    }

    private static string Of(SenderDescription sender) =>
        $"{sender.Name} ({string.Join(", ", sender.HostNames.Concat(sender.Clients).Take(10))}), mail from {Time(sender.First)} to {Time(sender.Last)}";

    private static string Safe(string text) => ProviderExports.ForMarkdown(text);

    private static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
