namespace MtaStsAudit.Audit.Terminal;

/// <summary>For files and pipes: a line when a step begins, and the lines worth keeping.</summary>
internal sealed class PlainSteps(TextWriter writer) : ISteps, IStep
{
    private readonly Lock writing = new();

    public Task StepAsync(string title, Func<IStep, Task> work)
    {
        Say(title);
        return work(this);
    }

    public void Say(string line)
    {
        lock (writing)
        {
            writer.WriteLine(Printable.Of(line));
            writer.Flush();
        }
    }

    public void Detail(string line)
    {
    }
}
