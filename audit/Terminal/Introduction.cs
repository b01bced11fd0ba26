using MtaStsAudit.Audit.Runs;

namespace MtaStsAudit.Audit.Terminal;

/// <summary>The beginning of a run: where to mail, one address a line and nothing else on it, ready to copy.</summary>
internal static class Introduction
{
    public static void Write(TextWriter writer, AuditPlan plan)
    {
        writer.WriteLine($"Audit {plan.Token}. Its page:");
        writer.WriteLine($"{plan.Page}");
        writer.WriteLine(plan.MailsItself
            ? "Both rounds are mailed for you to these addresses:"
            : $"Mail these addresses from the sender to audit,{Environment.NewLine}now (prime) and once more when told (probe):");
        writer.WriteLine();
        foreach (var receiver in plan.Receivers)
        {
            writer.WriteLine(plan.AddressAt(receiver));
        }

        if (plan.Site.LeftOutOf(plan.Suite) is { Count: > 0 } leftOut)
        {
            writer.WriteLine();
            writer.WriteLine($"This testbed has suite {plan.Suite} without {string.Join(", ", leftOut)}.");
        }

        writer.WriteLine();
        writer.Flush();
    }
}
