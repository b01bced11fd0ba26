using MtaStsAudit.Model.Evidence;

namespace MtaStsAudit.Model.Verdicts;

/// <summary>Who mailed a token: its messages, sorted by sender.</summary>
/// <remarks>
/// Two clients are of one sender when the messages tell it: the same client address, host names of one organisation that lead back to
/// them, EHLO names of one organisation that do, an envelope domain that names both in its SPF record, or the nonce of one run. A
/// network alone does not: a hoster's customers share it.
/// </remarks>
public static class TokenSenders
{
    /// <summary>A token that strangers flood has no more senders than these; the further ones are told together.</summary>
    public const int Most = 16;

    /// <param name="messages">All messages to the token.</param>
    /// <param name="names">What DNS said of the clients' names.</param>
    /// <returns>The senders: who met the most receivers first, then who came first.</returns>
    public static IReadOnlyList<TokenSender> Of(IEnumerable<EvidenceRecord> messages, ClientNames names)
    {
        var groups = new Dictionary<string, Group>();
        foreach (var record in messages.Where(record => record.What is MessageAccepted).Sorted(EvidenceRecord.ByCommit))
        {
            Group? group = null;
            foreach (var key in KeysOf((MessageAccepted)record.What, names))
            {
                if (groups.TryGetValue(key, out var other) && !ReferenceEquals(other, group))
                {
                    group = group is null ? other : Joined(group, other, groups);
                }

                group ??= new Group();
                if (other is null)
                {
                    group.Keys.Add(key);
                    groups[key] = group;
                }
            }

            group!.Messages.Add(record);
        }

        return
        [
            .. groups.Values.Distinct()
                .Select(group => new TokenSender(group.Messages.Sorted(EvidenceRecord.ByCommit), names))
                .OrderByDescending(sender => sender.Receivers.Count)
                .ThenBy(sender => sender.Messages[0].Id),
        ];
    }

    private static IEnumerable<string> KeysOf(MessageAccepted message, ClientNames names)
    {
        var client = names.SignsOf(message.Client.Address, message.Client.VerifiedHostName);
        yield return $"client {client.Key}";
        foreach (var organisation in client.Organisations)
        {
            yield return $"organisation {organisation}";
        }

        if (message.Run is { } run)
        {
            yield return $"run {run}";
        }
    }

    private static Group Joined(Group one, Group other, Dictionary<string, Group> groups)
    {
        var (larger, smaller) = one.Keys.Count + one.Messages.Count >= other.Keys.Count + other.Messages.Count ? (one, other) : (other, one);
        foreach (var key in smaller.Keys)
        {
            groups[key] = larger;
        }

        larger.Keys.AddRange(smaller.Keys);
        larger.Messages.AddRange(smaller.Messages);
        return larger;
    }

    private sealed class Group
    {
        public List<string> Keys { get; } = [];

        public List<EvidenceRecord> Messages { get; } = [];
    }
}
