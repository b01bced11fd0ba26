using MtaStsAudit.Model.Receivers;
using MtaStsAudit.Model.Scenarios;
using MtaStsAudit.Model.Verdicts;
using MtaStsAudit.Model.Verdicts.Profile;
using Spectre.Console;

namespace MtaStsAudit.Audit.Terminal;

/// <summary>Green is as a compliant sender does, red is not, yellow is open. The words say it as well: colour is never the only sign.</summary>
internal static class Colours
{
    public static Style Of(SupportLabel label) => new(label switch
    {
        SupportLabel.FullSupport => Color.Green,
        SupportLabel.NoSupport => Color.Red,
        SupportLabel.PartialSupport or SupportLabel.StrictTls or SupportLabel.Waiting or SupportLabel.Inconclusive or SupportLabel.Contested => Color.Yellow,
    }, decoration: Decoration.Bold);

    public static Style Of(Conformance conformance) => new(conformance switch
    {
        Conformance.Conforms => Color.Green,
        Conformance.ViolatesMust => Color.Red,
        Conformance.MissesShould or Conformance.Undecided => Color.Yellow,
        Conformance.ShownOnly or Conformance.DoesNotApply => Color.Default,
    });

    public static Style Of(ReceiverOutcome outcome) => new(outcome.Kind switch
    {
        OutcomeKind.Waiting or OutcomeKind.NotSeen or OutcomeKind.DeliveredInPrimeOnly or OutcomeKind.CameUndecided or OutcomeKind.TestbedAtFault
            or OutcomeKind.Contested => Color.Yellow,
        OutcomeKind.DeliveredOverTls => outcome.Expected == CompliantSender.Refuses ? Color.Red : Color.Green,
        OutcomeKind.DeliveredInClear => outcome.Expected == CompliantSender.DeliversInClear ? Color.Green : Color.Red,
        OutcomeKind.Refused => outcome.Expected == CompliantSender.Refuses ? Color.Green : Color.Red,
    });
}
