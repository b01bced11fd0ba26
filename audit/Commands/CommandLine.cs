using System.CommandLine;
using MtaStsAudit.Audit.Terminal;

namespace MtaStsAudit.Audit.Commands;

/// <summary>The command line as a whole: its verbs, and what becomes of faults.</summary>
internal static class CommandLine
{
    private const string About = """
        Audits how a mail sender honours MTA-STS (RFC 8461), and runs the testbed on one machine.

        Example:
          audit local up && audit run
        """;

    public static async Task<int> RunAsync(string[] arguments, Surroundings surroundings, CancellationToken cancellationToken = default)
    {
        var root = new RootCommand(About) { RunVerb.Create(surroundings), TableVerb.Create(surroundings), LocalVerbs.Create(surroundings) };
        var parsed = root.Parse(arguments);
        try
        {
            var code = await parsed.InvokeAsync(
                new InvocationConfiguration { EnableDefaultExceptionHandler = false, Output = surroundings.Out, Error = surroundings.Error },
                cancellationToken);
            return parsed.Errors.Count > 0 ? ExitCode.Failed : code;
        }
        catch (CommandFault fault)
        {
            // Line by line: what failed may have repeated what somebody else wrote.
            foreach (var line in fault.Message.ReplaceLineEndings("\n").Split('\n'))
            {
                await surroundings.Error.WriteLineAsync(Printable.Of(line));
            }

            return ExitCode.Failed;
        }
        catch (OperationCanceledException)
        {
            await surroundings.Error.WriteLineAsync("Interrupted.");
            return ExitCode.Interrupted;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            await surroundings.Error.WriteLineAsync(Printable.Of(fault.Message));
            return ExitCode.Failed;
        }
    }
}
