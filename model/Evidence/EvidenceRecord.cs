namespace MtaStsAudit.Model.Evidence;

/// <summary>An observation that is committed to the store: whoever doubts a verdict asks for it by its id.</summary>
/// <param name="Id">Grows in the order of commits.</param>
/// <param name="At">When it was seen, UTC.</param>
public sealed record EvidenceRecord(long Id, DateTimeOffset At, Observation What)
{
    /// <summary>Oldest commit first.</summary>
    public static int ByCommit(EvidenceRecord one, EvidenceRecord other) => one.Id.CompareTo(other.Id);
}
