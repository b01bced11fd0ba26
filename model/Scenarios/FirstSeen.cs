namespace MtaStsAudit.Model.Scenarios;

/// <summary>When each of many was seen first. Safe to share.</summary>
/// <param name="keptFor">Who was seen first longer ago is new again.</param>
public sealed class FirstSeen<TKey>(TimeSpan keptFor)
    where TKey : notnull
{
    /// <summary>Of more than these the first to come are forgotten.</summary>
    public const int Most = 10_000;

    private readonly Lock remembering = new();
    private readonly Dictionary<TKey, DateTimeOffset> first = [];
    private readonly Queue<TKey> inOrder = [];

    /// <summary>Takes note, and says when it was seen first: now, or before.</summary>
    public DateTimeOffset Note(TKey key, DateTimeOffset now) => Note(key, now, out _);

    /// <summary>Takes note, and says whether it is new.</summary>
    public bool IsNew(TKey key, DateTimeOffset now)
    {
        Note(key, now, out var isNew);
        return isNew;
    }

    private DateTimeOffset Note(TKey key, DateTimeOffset now, out bool isNew)
    {
        lock (remembering)
        {
            while (inOrder.TryPeek(out var oldest) && first[oldest] + keptFor <= now)
            {
                first.Remove(inOrder.Dequeue());
            }

            isNew = !first.TryGetValue(key, out var at);
            if (!isNew)
            {
                return at;
            }

            if (inOrder.Count >= Most)
            {
                first.Remove(inOrder.Dequeue());
            }

            inOrder.Enqueue(key);
            return first[key] = now;
        }
    }
}
