namespace MtaStsAudit.Model.Verdicts;

/// <summary>The study's one-word answer.</summary>
public enum SupportLabel
{
    Waiting,
    Inconclusive,
    FullSupport,
    PartialSupport,
    NoSupport,
    StrictTls,
    Contested,
}
