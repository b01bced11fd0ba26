using MtaStsAudit.Model.Receivers;
using MtaStsAudit.Model.Scenarios;
using MtaStsAudit.Model.Verdicts;
using MtaStsAudit.Model.Verdicts.Profile;

namespace MtaStsAudit.Collector.Web.Layout;

/// <summary>How something stands to what is hoped for. The style sheet has a colour for each, and <see cref="Chip"/> a shape.</summary>
public enum Tone
{
    Neutral,
    Good,
    Warning,
    Bad,
    Waiting,

    /// <summary>An answer of its own kind.</summary>
    Special,
}

/// <summary>The tones of what the words of <see cref="Wording"/> say.</summary>
internal static class Tones
{
    public static Tone Of(SupportLabel label) => label switch
    {
        SupportLabel.FullSupport => Tone.Good,
        SupportLabel.PartialSupport => Tone.Warning,
        SupportLabel.NoSupport => Tone.Bad,
        SupportLabel.StrictTls => Tone.Special,
        SupportLabel.Waiting => Tone.Waiting,
        SupportLabel.Contested => Tone.Warning,
        SupportLabel.Inconclusive => Tone.Neutral,
    };

    public static Tone Of(ReceiverOutcome outcome) => outcome.Kind switch
    {
        OutcomeKind.Waiting => Tone.Waiting,
        OutcomeKind.NotSeen or OutcomeKind.DeliveredInPrimeOnly or OutcomeKind.CameUndecided or OutcomeKind.TestbedAtFault => Tone.Neutral,
        OutcomeKind.Contested => Tone.Warning,
        OutcomeKind.Refused => outcome.Expected switch
        {
            CompliantSender.Refuses => Tone.Good,
            CompliantSender.DeliversInClear => Tone.Special,
            CompliantSender.DeliversOverTls => Tone.Warning,
            CompliantSender.Unspecified => Tone.Neutral,
        },
        OutcomeKind.DeliveredInClear => outcome.Expected == CompliantSender.DeliversInClear ? Tone.Good : Tone.Bad,
        OutcomeKind.DeliveredOverTls => outcome.Expected == CompliantSender.Refuses ? Tone.Bad : Tone.Good,
    };

    public static Tone Of(Conformance conformance) => conformance switch
    {
        Conformance.Conforms => Tone.Good,
        Conformance.ViolatesMust => Tone.Bad,
        Conformance.MissesShould => Tone.Warning,
        Conformance.Undecided => Tone.Waiting,
        Conformance.ShownOnly or Conformance.DoesNotApply => Tone.Neutral,
    };

    public static Tone Of(InboundFinding finding) => finding switch
    {
        InboundFinding.Enforce => Tone.Good,
        InboundFinding.Testing => Tone.Warning,
        InboundFinding.Broken => Tone.Bad,
        InboundFinding.NotChecked or InboundFinding.None or InboundFinding.Absent => Tone.Neutral,
    };
}
