using System.CommandLine;
using System.CommandLine.Invocation;
using MtaStsAudit.Audit.Terminal;

namespace MtaStsAudit.Audit.Commands;

/// <summary>The command line as a whole: its verbs, and what becomes of faults.</summary>
internal static class CommandLine
{
    private const string About = "Audits how a mail sender honours MTA-STS (RFC 8461), and runs the testbed on one machine.";

    private const string TraceVariable = "AUDIT_TRACE";

    public static async Task<int> RunAsync(string[] arguments, CommandEnvironment environment, CancellationToken cancellationToken = default)
    {
        var root = new RootCommand(About)
        {
            RunVerb.Create(environment),
            ConformVerb.Create(environment),
            TableVerb.Create(environment),
            JudgeVerb.Create(environment),
            ReportVerb.Create(environment),
            ClaimVerb.Create(environment),
            PublishVerb.Create(environment),
            BounceVerb.Create(environment),
            InboundVerb.Create(environment),
            DoctorVerb.Create(environment),
            LocalVerbs.Create(environment),
            ZooVerb.Create(environment),
        };
        HelpWithExamples.AddTo(root);
        var parsed = root.Parse(arguments.Length == 0 ? ["--help"] : arguments);
        if (parsed.Action is ParseErrorAction)
        {
            return await TellWrongUsageAsync(parsed, environment.Error);
        }

        try
        {
            return await parsed.InvokeAsync(
                new InvocationConfiguration { EnableDefaultExceptionHandler = false, Output = environment.Out, Error = environment.Error },
                cancellationToken);
        }
        catch (CommandFault fault)
        {
            // Line by line: what failed may have repeated what somebody else wrote.
            foreach (var line in fault.Message.ReplaceLineEndings("\n").Split('\n'))
            {
                await environment.Error.WriteLineAsync(Printable.Of(line));
            }

            return ExitCode.Failed;
        }
        catch (OperationCanceledException)
        {
            await environment.Error.WriteLineAsync("Interrupted.");
            return ExitCode.Interrupted;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            await environment.Error.WriteLineAsync(Printable.Of(fault.Message));
            return ExitCode.Failed;
        }
        catch (Exception fault) when (Environment.GetEnvironmentVariable(TraceVariable) is null)
        {
            await environment.Error.WriteLineAsync(Printable.Of($"This is a fault of audit itself: {fault.GetType().Name}: {fault.Message}"));
            await environment.Error.WriteLineAsync($"Please report it with what the same command prints under {TraceVariable}=1.");
            return ExitCode.Failed;
        }
    }

    // Standard output is for answers only.
    private static async Task<int> TellWrongUsageAsync(ParseResult parsed, TextWriter error)
    {
        if (UnknownVerb.In(parsed) is { } unknown)
        {
            await error.WriteLineAsync(Printable.Of(unknown));
        }
        else
        {
            foreach (var fault in parsed.Errors)
            {
                await error.WriteLineAsync(Printable.Of(fault.Message));
            }
        }

        await error.WriteLineAsync($"See '{Path(parsed.CommandResult.Command)} --help'.");
        return ExitCode.Failed;
    }

    private static string Path(Command command) => command switch
    {
        RootCommand => "audit",
        _ => $"{Path(command.Parents.OfType<Command>().First())} {command.Name}",
    };
}
