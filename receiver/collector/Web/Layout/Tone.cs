using MtaStsAudit.Testbed.Receivers;
using MtaStsAudit.Testbed.Verdicts;

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
        _ => Tone.Neutral,
    };

    public static Tone Of(ReceiverOutcome outcome) => (outcome.Kind, outcome.Expected) switch
    {
        (OutcomeKind.Waiting, _) => Tone.Waiting,
        (OutcomeKind.NotSeen or OutcomeKind.TestbedAtFault, _) => Tone.Neutral,
        (OutcomeKind.Refused, CompliantSender.Refuses) => Tone.Good,
        (OutcomeKind.Refused, CompliantSender.DeliversInClear) => Tone.Special,
        (OutcomeKind.Refused, _) => Tone.Warning,
        (_, CompliantSender.Refuses) => Tone.Bad,
        (OutcomeKind.DeliveredInClear, CompliantSender.DeliversOverTls) => Tone.Bad,
        _ => Tone.Good,
    };

    public static Tone Of(InboundFinding finding) => finding switch
    {
        InboundFinding.Enforce => Tone.Good,
        InboundFinding.Testing => Tone.Warning,
        InboundFinding.Broken => Tone.Bad,
        _ => Tone.Neutral,
    };
}
