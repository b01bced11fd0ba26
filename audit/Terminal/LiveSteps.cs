using Spectre.Console;

namespace MtaStsAudit.Audit.Terminal;

/// <summary>For a terminal: a spinner with the last sign of life, and a line for each step that is done.</summary>
internal sealed class LiveSteps(IAnsiConsole console, TimeProvider time) : ISteps
{
    private const int LongestDetail = 60;

    public async Task StepAsync(string title, Func<IStep, Task> work)
    {
        var began = time.GetTimestamp();
        await console.Status().StartAsync(Markup.Escape(title), status => work(new Step(console, status, title)));
        console.Write(Printable.Text($"{title}: done in {time.GetElapsedTime(began).TotalSeconds:0.0} s"));
        console.WriteLine();
    }

    private sealed class Step(IAnsiConsole console, StatusContext status, string title) : IStep
    {
        public void Say(string line)
        {
            console.Write(Printable.Text(line));
            console.WriteLine();
        }

        public void Detail(string line)
        {
            var safe = Printable.Of(line.Trim());
            status.Status(Markup.Escape($"{title}: {(safe.Length > LongestDetail ? safe[..LongestDetail] + "…" : safe)}"));
        }
    }
}
