using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using MtaStsAudit.Audit.Commands;

namespace MtaStsAudit.Audit.Processes;

/// <summary>Runs programs of the machine and keeps what they say. A cancelled one is ended together with its children.</summary>
internal sealed class ProcessRunner : IProcessRunner
{
    public async Task<ProcessResult> RunAsync(ProcessCall call, CancellationToken cancellationToken)
    {
        using var process = Start(call);
        process.StandardInput.Close();
        try
        {
            var output = ReadAsync(process.StandardOutput, call.Heard, cancellationToken);
            var errors = ReadAsync(process.StandardError, call.Heard, cancellationToken);
            await Task.WhenAll(output, errors);
            await process.WaitForExitAsync(cancellationToken);
            return new(process.ExitCode, await output, await errors);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    private static Process Start(ProcessCall call)
    {
        var start = new ProcessStartInfo(call.Program, call.Arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = call.Directory ?? "",
        };
        try
        {
            return Process.Start(start) ?? throw new CommandFault($"'{call.Program}' did not start.");
        }
        catch (Win32Exception fault)
        {
            throw new CommandFault($"'{call.Program}' cannot be run: {fault.Message}. Is it installed?");
        }
    }

    private static async Task<string> ReadAsync(StreamReader reader, Action<string>? heard, CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            text.Append(line).Append('\n');
            heard?.Invoke(line);
        }

        return text.ToString();
    }
}
