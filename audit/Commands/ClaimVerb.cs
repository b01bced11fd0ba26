using System.CommandLine;
using MtaStsAudit.Audit.Terminal;

namespace MtaStsAudit.Audit.Commands;

/// <summary><c>audit claim</c>: makes its caller the owner of an audit that has none.</summary>
internal static class ClaimVerb
{
    private const string Examples = $"""
        Example:
          audit claim 0f8fad5b-d9cb-469f-a165-70867728950e --api https://api.audit.example.com

        The key is told once. 'audit publish' takes it from {OwnerKey.Variable}, and the audit's page takes it as well.

        Exit codes:
          0    claimed
          2    wrong usage, the audit has an owner already, or the API cannot be used
          130  interrupted
        """;

    public static Command Create(CommandEnvironment environment)
    {
        var api = ApiOption.Create();
        var token = AuditArgument.Create();
        var command = new VerbWithExamples("claim", "Claims an audit that has no owner, and tells the owner's key.", Examples) { token, api };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var forms = environment.Forms(parsed.GetValue(api)!);
            await TellAsync(await forms.ClaimAsync(parsed.GetRequiredValue(token)!.Value, cancellationToken), environment);
            return ExitCode.Done;
        });
        return command;
    }

    public static async Task TellAsync(string key, CommandEnvironment environment)
    {
        await environment.Out.WriteLineAsync("The audit is yours. Anyone who has the owner's key may name, publish and delete it. Keep it to yourself:");
        await environment.Out.WriteLineAsync(Printable.Of(key));
    }
}
