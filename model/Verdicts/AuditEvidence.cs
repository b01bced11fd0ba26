using MtaStsAudit.Model.Evidence;

namespace MtaStsAudit.Model.Verdicts;

/// <summary>A question's records, sorted by what they are.</summary>
internal sealed class AuditEvidence
{
    // By network and by organisation: of ten thousand clients each sender has only a few.
    private readonly Dictionary<string, List<int>> sessionsOf = [];

    public AuditEvidence(AuditQuestion question)
    {
        Sessions = SmtpSessions.Of(question.Records);
        Names = new ClientNames(question.Records);
        for (var index = 0; index < Sessions.Count; index++)
        {
            var client = Names.SignsOf(Sessions[index].Client.Address, Sessions[index].Client.VerifiedHostName);
            Note(client.Network, index);
            foreach (var organisation in client.Organisations)
            {
                Note(organisation, index);
            }
        }

        FetchTries = [.. question.Records.Where(record => record.What is PolicyFetched).OrderBy(record => record.At).ThenBy(record => record.Id)];
        Troubles = TestbedTrouble.In(question.Records, question.ChecksItself ? DateTimeOffset.MaxValue : question.CheckedAt ?? DateTimeOffset.MinValue);
    }

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<SmtpSession> Sessions { get; }

    public ClientNames Names { get; }

    /// <summary>Fetches, whatever they were answered, oldest first.</summary>
    public IReadOnlyList<EvidenceRecord> FetchTries { get; }

    /// <summary>When the testbed was not as designed.</summary>
    public IReadOnlyList<TestbedTrouble> Troubles { get; }

    /// <summary>The sessions whose clients share a network or an organisation with a sender, oldest first: no other can be its own.</summary>
    public IEnumerable<SmtpSession> SessionsNear(TokenSender sender)
    {
        var near = new bool[Sessions.Count];
        foreach (var index in sender.Networks.Concat(sender.Organisations).SelectMany(key => sessionsOf.GetValueOrDefault(key) ?? []))
        {
            near[index] = true;
        }

        return Sessions.Where((_, index) => near[index]);
    }

    private void Note(string key, int session)
    {
        if (!sessionsOf.TryGetValue(key, out var sessions))
        {
            sessionsOf[key] = sessions = [];
        }

        sessions.Add(session);
    }
}
