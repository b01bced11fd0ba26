using System.CommandLine;
using MtaStsAudit.Audit.Terminal;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Notifications;

namespace MtaStsAudit.Audit.Commands;

/// <summary><c>audit bounce</c>: hands in what a sender told its user, as an audit's page does.</summary>
internal static class BounceVerb
{
    private const string About = "Hands in a bounce: what the audited sender told its user, when and in which words, is part of the audit. It changes no verdict.";

    private const string Examples = $"""
        A bounce is a message as a file (a delivery status notification, RFC 3464), or its text; '-' is standard input. Of mail
        addresses only the audit's own are kept. Of an audit that has an owner, the owner's key is taken from {OwnerKey.Variable}.

        Examples:
          audit bounce 0f8fad5b-d9cb-469f-a165-70867728950e returned.eml
          formail -s audit bounce 0f8fad5b-d9cb-469f-a165-70867728950e - < /var/mail/author

        Exit codes:
          0    taken
          2    wrong usage, a file names no address of the audit, or the API cannot be used
          130  interrupted
        """;

    public static Command Create(CommandEnvironment environment)
    {
        var api = ApiOption.Create();
        var token = AuditArgument.Create();
        var files = new Argument<string[]>("FILE") { Description = "What came back.", Arity = ArgumentArity.OneOrMore };
        var command = new VerbWithExamples("bounce", About, Examples) { token, files, api };
        command.SetAction((parsed, cancellationToken) => HandInAsync(
            parsed.GetValue(api)!, parsed.GetRequiredValue(token)!.Value, parsed.GetValue(files) ?? [], environment, cancellationToken));
        return command;
    }

    private static async Task<int> HandInAsync(Uri address, AuditToken token, string[] files, CommandEnvironment environment, CancellationToken cancellationToken)
    {
        using var forms = environment.Forms(address);
        foreach (var file in files)
        {
            var taken = await forms.HandInAsync(token, environment.Variable(OwnerKey.Variable), await ReadAsync(file, environment, cancellationToken), cancellationToken);
            foreach (var given in taken.Read)
            {
                await environment.Out.WriteLineAsync(Printable.Of(
                    $"{given.Receiver}: {ToldUserWording.Of(new ToldUser(given.Receiver, given.Status, StatedCauses.Of(given.Status), Evidence: 0))}{(given.Status.Diagnostic is { } error ? $": “{error}”" : "")}"));
            }

            if (taken.Added < taken.Read.Count)
            {
                await environment.Error.WriteLineAsync($"{file}: {(taken.Added == 0 ? "all" : "some")} of it was known already.");
            }
        }

        return ExitCode.Done;
    }

    private static async Task<byte[]> ReadAsync(string file, CommandEnvironment environment, CancellationToken cancellationToken)
    {
        if (file == "-")
        {
            await using var input = Console.OpenStandardInput();
            using var octets = new MemoryStream();
            await input.CopyToAsync(octets, cancellationToken);
            return octets.ToArray();
        }

        var path = Path.Combine(environment.Directory, file);
        return File.Exists(path) ? await File.ReadAllBytesAsync(path, cancellationToken) : throw new CommandFault($"Cannot read {file}: there is no such file");
    }
}
