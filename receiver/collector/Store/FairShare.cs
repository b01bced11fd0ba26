namespace MtaStsAudit.Collector.Store;

/// <summary>Which messages of a token are read where there are too many: of each network alike, so that a flood from one crowds out no other.</summary>
internal static class FairShare
{
    // Of four messages the first and the newest three: how an audit began, and what its sender does by now.
    private const int Turns = 4;

    /// <param name="all">The messages with their clients' networks, oldest first.</param>
    /// <returns>The ids, oldest first: of one network alone, the oldest quarter of <paramref name="most"/>, and the newest.</returns>
    public static IReadOnlyList<long> Of(IReadOnlyList<(long Id, string Network)> all, int most)
    {
        if (all.Count <= most)
        {
            return [.. all.Select(message => message.Id)];
        }

        var ranked = all.GroupBy(message => message.Network)
            .SelectMany(network => network.Select((message, index) => (message.Id, Turn: TurnOf(index, network.Count()))))
            // The span of time that an audit takes is told by these two.
            .Select(message => message.Id == all[0].Id || message.Id == all[^1].Id ? (message.Id, Turn: -1) : message)
            .GroupBy(message => message.Turn, message => message.Id)
            .OrderBy(turn => turn.Key);
        var chosen = new List<long>(most);
        foreach (var turn in ranked)
        {
            var room = most - chosen.Count;
            List<long> ids = [.. turn.Order()];
            if (ids.Count > room)
            {
                // More networks than room: those that came first, and those that came last.
                chosen.AddRange(ids.Take(room / Turns));
                chosen.AddRange(ids.TakeLast(room - (room / Turns)));
                break;
            }

            chosen.AddRange(ids);
        }

        chosen.Sort();
        return chosen;
    }

    // In which turn a network's message is chosen: its first, its newest three, its second, three more of its newest…
    private static int TurnOf(int index, int count)
    {
        var fromEnd = count - 1 - index;
        var asNewest = (Turns * (fromEnd / (Turns - 1))) + 1 + (fromEnd % (Turns - 1));
        return Math.Min(Turns * index, asNewest);
    }
}
