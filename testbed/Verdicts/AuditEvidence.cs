using MtaStsAudit.Testbed.Evidence;

namespace MtaStsAudit.Testbed.Verdicts;

/// <summary>A question's records, sorted by what they are.</summary>
internal sealed class AuditEvidence
{
    public AuditEvidence(AuditQuestion question)
    {
        Sessions = SmtpSessions.Of(question.Records);
        Names = new ClientNames(question.Records);
        Fetches = [.. question.Records.Where(record => record.What is PolicyFetched { PolicyId: not null }).OrderBy(record => record.At).ThenBy(record => record.Id)];
        Troubles = TestbedTrouble.In(question.Records, question.LooksAtItself ? DateTimeOffset.MaxValue : question.LookedAt ?? DateTimeOffset.MinValue);
    }

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<SmtpSession> Sessions { get; }

    public ClientNames Names { get; }

    /// <summary>Fetches that were answered with a policy, oldest first.</summary>
    public IReadOnlyList<EvidenceRecord> Fetches { get; }

    /// <summary>When the testbed was not as designed.</summary>
    public IReadOnlyList<TestbedTrouble> Troubles { get; }
}
