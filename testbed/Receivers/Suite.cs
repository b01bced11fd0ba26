using MtaStsAudit.Testbed.Names;

namespace MtaStsAudit.Testbed.Receivers;

/// <summary>A named, frozen list of receivers, which one rule reads. What a suite is never changes, so that a verdict keeps its meaning.</summary>
public sealed record Suite(string Name, IReadOnlyList<Receiver> Receivers)
{
    /// <summary>The six of the original study: they give the study's label.</summary>
    public static Suite Study { get; } = new("study", [.. Catalogue.Study.Where(receiver => receiver.Letter.Value is >= 'a' and <= 'f')]);

    public static IReadOnlyList<Suite> All { get; } = [Study];

    public bool Has(ReceiverLetter letter) => Receivers.Any(receiver => receiver.Letter == letter);
}
