using MtaStsAudit.Testbed.Receivers;
using MtaStsAudit.Testbed.Verdicts;
using Spectre.Console;

namespace MtaStsAudit.Audit.Terminal;

/// <summary>Green is as a compliant sender does, red is not, yellow is open. The words say it as well: colour is never the only sign.</summary>
internal static class Colours
{
    public static Style Of(SupportLabel label) => new(label switch
    {
        SupportLabel.FullSupport => Color.Green,
        SupportLabel.NoSupport => Color.Red,
        _ => Color.Yellow,
    }, decoration: Decoration.Bold);

    public static Style Of(ReceiverOutcome outcome) => new((outcome.Kind, outcome.Expected) switch
    {
        (OutcomeKind.Waiting or OutcomeKind.NotSeen or OutcomeKind.TestbedAtFault, _) => Color.Yellow,
        (OutcomeKind.DeliveredOverTls, CompliantSender.DeliversOverTls) => Color.Green,
        (OutcomeKind.DeliveredInClear, CompliantSender.DeliversInClear) => Color.Green,
        (OutcomeKind.Refused, CompliantSender.Refuses) => Color.Green,
        _ => Color.Red,
    });
}
