using MtaStsAudit.Audit.Commands;

namespace MtaStsAudit.Audit.Processes;

/// <summary>A program to run. Arguments are a list: no shell reads them.</summary>
/// <param name="Heard">Is told each line as it comes, of either stream.</param>
internal sealed record ProcessCall(string Program, IReadOnlyList<string> Arguments, string? Directory = null, Action<string>? Heard = null)
{
    public override string ToString() => string.Join(' ', Arguments.Prepend(Program));
}

/// <param name="Output">Standard output.</param>
/// <param name="Errors">Standard error.</param>
internal sealed record ProcessResult(int ExitCode, string Output, string Errors);

/// <summary>Runs other programs.</summary>
internal interface IProcessRunner
{
    /// <exception cref="CommandFault">The program is not there.</exception>
    Task<ProcessResult> RunAsync(ProcessCall call, CancellationToken cancellationToken);
}

internal static class ProcessRunnerExtensions
{
    private const int LinesKept = 20;

    /// <summary>Runs a program that has to succeed; the fault otherwise carries the end of what it said.</summary>
    public static async Task<string> RunOrFailAsync(this IProcessRunner runner, ProcessCall call, CancellationToken cancellationToken)
    {
        var result = await runner.RunAsync(call, cancellationToken);
        if (result.ExitCode == 0)
        {
            return result.Output;
        }

        var said = (result.Output + result.Errors).TrimEnd().Split('\n').TakeLast(LinesKept);
        throw new CommandFault($"'{call}' failed with exit code {result.ExitCode}:\n{string.Join('\n', said)}");
    }
}
