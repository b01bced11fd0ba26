using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Notifications;
using MtaStsAudit.Model.Scenarios;
using MtaStsAudit.Model.Verdicts;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace MtaStsAudit.Audit.Terminal;

/// <summary>Reports for reading: the table, then for each sender the reason, and the evidence behind every outcome.</summary>
internal static class ReportText
{
    private const int MostShown = 6;

    public static void Write(IAnsiConsole console, IReadOnlyList<NamedReport> senders)
    {
        foreach (var table in StudyTable.Of(senders, console.Profile.Width))
        {
            console.Write(table);
        }

        foreach (var sender in senders)
        {
            console.WriteLine();
            Write(console, sender);
        }
    }

    private static void Write(IAnsiConsole console, NamedReport sender)
    {
        var report = sender.Report;
        console.Write(Line(0, $"{sender.Name}: {Wording.Of(report)}", Colours.Of(report.Label)));
        console.Write(Line(2, $"Outbound {Wording.Of(report.Outbound)}. {report.Reason}"));
        console.Write(Line(2, string.Join(", ", report.Sections)));
        foreach (var step in NextSteps.For(report).Concat(ProviderLetter.For(report, address: null)?.Split('\n') ?? []))
        {
            console.Write(Line(2, step));
        }

        if (report is { Awaits: not null, AwaitsUntil: { } until })
        {
            console.Write(Line(2, $"The retry window is over at {until.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z."));
        }

        if (report.Sender is { } who)
        {
            console.Write(Line(2, $"Sender: {string.Join(", ", who.HostNames.Concat(who.Clients).Take(MostShown))}; mail from {who.First.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z to {who.Last.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z; judged by rules {report.RulesVersion} of suite {report.Suite}."));
        }

        foreach (var other in report.OtherSenders ?? [])
        {
            console.Write(Line(2, $"Also mailed by {other.Sender.Name}: {Wording.Of(other.Label)}. {other.Reason}"));
        }

        foreach (var outcome in report.Outcomes)
        {
            console.Write(Line(2, $"{outcome.Receiver}: {Wording.Of(outcome)}; a compliant sender {Wording.Of(outcome.Expected)}", Colours.Of(outcome)));
            if (GradeWording.Of(outcome) is { Length: > 0 } grades)
            {
                console.Write(Line(5, $"{grades}."));
            }

            if (outcome.Remark is { } remark)
            {
                console.Write(Line(5, remark));
            }

            WriteList(console, [.. SmtpSessions.Of(report.Evidence.Where(record => outcome.Evidence.Contains(record.Id))).Select(EvidenceWording.Of)]);
        }

        WriteFetches(console, report);
        foreach (var told in report.ToldUser ?? [])
        {
            console.Write(Line(2, $"The sender told its user of {told.Receiver}: {ToldUserWording.Of(told)}{(told.Status.Diagnostic is { } error ? $": “{error}”" : "")}."));
        }

        if (report.Profile is { } profile)
        {
            ProfileText.Write(console, profile);
        }
    }

    private static void WriteFetches(IAnsiConsole console, AuditReport report)
    {
        var fetches = report.Evidence.Where(record => record.What is PolicyFetched).ToList();
        console.Write(Line(2, fetches.Count == 0 ? "No policy fetch from the sender's network." : "Policy fetches from the sender's network:"));
        WriteList(console, [.. fetches.Select(record => EvidenceWording.Of((PolicyFetched)record.What, record))]);
    }

    // A sender that refuses tries again for days: the first of many alike tell enough.
    private static void WriteList(IAnsiConsole console, IReadOnlyList<string> lines)
    {
        foreach (var line in lines.Take(MostShown))
        {
            console.Write(Line(5, line));
        }

        if (lines.Count > MostShown)
        {
            console.Write(Line(5, $"… and {lines.Count - MostShown} more, in the report by 'audit run --token TOKEN --json'"));
        }
    }

    private static Rows Line(int indent, string text, Style? style = null) =>
        new(new Padder(Printable.Text(text, style), new Padding(indent, 0, 0, 0)));
}
