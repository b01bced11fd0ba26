namespace MtaStsAudit.Model.Verdicts.Profile;

/// <summary>How what a sender did at a scenario stands to what is asked of it there.</summary>
public enum Conformance
{
    Conforms,
    ViolatesMust,
    MissesShould,

    /// <summary>Nothing is asked; what it did is told.</summary>
    ShownOnly,

    /// <summary>The evidence does not decide, or not yet.</summary>
    Undecided,

    /// <summary>The question cannot be put to this sender: one that knows no policies cannot take one wrongly.</summary>
    DoesNotApply,
}
