namespace MtaStsAudit.Collector.Tests.Faults;

/// <summary>Collects what happened, and tells when enough has.</summary>
internal sealed class Tally
{
    private readonly Lock guard = new();
    private readonly List<string> items = [];
    private readonly List<(int Goal, TaskCompletionSource Reached)> awaited = [];

    public IReadOnlyList<string> Items
    {
        get
        {
            lock (guard)
            {
                return [.. items];
            }
        }
    }

    public void Add(string item)
    {
        lock (guard)
        {
            items.Add(item);
            foreach (var one in awaited.Where(one => one.Goal <= items.Count).ToList())
            {
                one.Reached.TrySetResult();
                awaited.Remove(one);
            }
        }
    }

    public Task GrowsByAsync(int more, TimeSpan longest)
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (guard)
        {
            awaited.Add((items.Count + more, reached));
        }

        return reached.Task.WaitAsync(longest, TestContext.Current.CancellationToken);
    }
}
