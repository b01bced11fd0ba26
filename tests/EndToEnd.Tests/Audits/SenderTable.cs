using MtaStsAudit.EndToEnd.Tests.Rig;
using MtaStsAudit.Model.Verdicts;

namespace MtaStsAudit.EndToEnd.Tests.Audits;

/// <summary>What became of each sender, for the table that <c>./test.sh</c> prints at its end: sender, allowed labels, actual label.</summary>
internal static class SenderTable
{
    private static readonly Lock Gate = new();

    public static void Note(string sender, IReadOnlyList<SupportLabel> allowed, AuditReport report)
    {
        var what = allowed.Contains(report.Label) ? "right" : report.Label is SupportLabel.Waiting or SupportLabel.Inconclusive ? "undecided" : "wrong";
        lock (Gate)
        {
            File.AppendAllText(Path.Combine(LocalRig.Root, "artifacts", "senders.tsv"), $"{sender}\t{string.Join(" or ", allowed)}\t{report.Label}\t{what}\n");
        }
    }
}
