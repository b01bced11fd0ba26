using MtaStsAudit.Audit.Processes;

namespace MtaStsAudit.Audit.Tests.Stories;

/// <summary>Programs that answer as the test says, by how their call begins; all others succeed in silence.</summary>
internal sealed class ScriptedProcesses : IProcessRunner
{
    private readonly List<(string Prefix, Func<ProcessResult> Answer)> answers = [];

    public List<string> Calls { get; } = [];

    public ScriptedProcesses On(string prefix, string output = "", int exitCode = 0) => On(prefix, () => new(exitCode, output, ""));

    public ScriptedProcesses On(string prefix, Func<ProcessResult> answer)
    {
        answers.Add((prefix, answer));
        return this;
    }

    public Task<ProcessResult> RunAsync(ProcessCall call, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Calls.Add(call.ToString());
        var answer = answers.FindLast(one => call.ToString().StartsWith(one.Prefix, StringComparison.Ordinal)).Answer;
        return Task.FromResult(answer?.Invoke() ?? new(0, "", ""));
    }
}
