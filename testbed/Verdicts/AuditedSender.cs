using MtaStsAudit.Testbed.Evidence;

namespace MtaStsAudit.Testbed.Verdicts;

/// <summary>
/// Whom an audit is about: whoever mailed its token first, and every client that shares a key with it, directly or by way of others.
/// A token is no secret for ever, and mail of two senders taken together gives a verdict about neither.
/// </summary>
public sealed class AuditedSender
{
    /// <param name="messages">All messages to the audit's token, oldest first.</param>
    public AuditedSender(IEnumerable<EvidenceRecord> messages)
    {
        var all = messages.Where(record => record.What is MessageAccepted).ToList();
        var keys = all.Take(1).SelectMany(KeysOf).ToHashSet();
        int before;
        do
        {
            before = keys.Count;
            keys.UnionWith(all.Where(record => KeysOf(record).Any(keys.Contains)).SelectMany(KeysOf).ToList());
        }
        while (keys.Count > before);
        Keys = keys;
        Messages = [.. all.Where(record => KeysOf(record).Any(keys.Contains))];
        OfOthers = [.. all.Except(Messages)];
    }

    public IReadOnlySet<string> Keys { get; }

    /// <summary>What the sender delivered, oldest first.</summary>
    public IReadOnlyList<EvidenceRecord> Messages { get; }

    /// <summary>What somebody else mailed to the same token.</summary>
    public IReadOnlyList<EvidenceRecord> OfOthers { get; }

    private static IEnumerable<string> KeysOf(EvidenceRecord record) => SenderIdentity.KeysOf(((MessageAccepted)record.What).Client);
}
