using MtaStsAudit.Audit.Processes;

namespace MtaStsAudit.Audit.Tests.Stories;

/// <summary>Programs that answer as the test says, by how their call begins or what it holds; all others succeed in silence.</summary>
internal sealed class ScriptedProcesses : IProcessRunner
{
    private readonly List<(Func<string, bool> IsIt, Func<ProcessResult> Answer)> answers = [];
    private readonly Lock gate = new();

    public List<string> Calls { get; } = [];

    public ScriptedProcesses On(string prefix, string output = "", int exitCode = 0) => On(prefix, () => new(exitCode, output, ""));

    public ScriptedProcesses On(string prefix, Func<ProcessResult> answer)
    {
        answers.Add((call => call.StartsWith(prefix, StringComparison.Ordinal), answer));
        return this;
    }

    /// <summary>Of calls that begin so and hold something besides.</summary>
    public ScriptedProcesses On(string prefix, string holds, string output, int exitCode)
    {
        answers.Add((call => call.StartsWith(prefix, StringComparison.Ordinal) && call.Contains(holds, StringComparison.Ordinal), () => new(exitCode, output, "")));
        return this;
    }

    public Task<ProcessResult> RunAsync(ProcessCall call, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (gate)
        {
            Calls.Add(call.ToString());
        }

        var answer = answers.FindLast(one => one.IsIt(call.ToString())).Answer;
        return Task.FromResult(answer?.Invoke() ?? new(0, "", ""));
    }
}
