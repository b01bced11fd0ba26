using System.CommandLine;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Verdicts;

namespace MtaStsAudit.Audit.Commands;

/// <summary><c>audit publish</c>: names an audit's sender and lists it, as the owner does on its page.</summary>
internal static class PublishVerb
{
    private const string About = "Publishes an audit in the testbed's provider table under its sender's name, as its page does.";

    private const string Examples = $"""
        Only the owner of an audit may do that. The owner's key is taken from {OwnerKey.Variable} of the environment, since a
        command line can be read by every user of the machine. Without one the audit is claimed first, and the key is told.

        Examples:
          audit publish 0f8fad5b-d9cb-469f-a165-70867728950e --provider "Example Mail" --domain mail.example
          audit publish 0f8fad5b-d9cb-469f-a165-70867728950e --withdraw

        Exit codes:
          0    done
          2    wrong usage, the key is not the owner's, there is no verdict yet, or the API cannot be used
          130  interrupted
        """;

    public static Command Create(CommandEnvironment environment)
    {
        var api = ApiOption.Create();
        var token = AuditArgument.Create();
        var provider = new Option<string?>("--provider") { Description = "What to call the sender in the table.", HelpName = "NAME" };
        var domain = new Option<string?>("--domain") { Description = "The sender's own mail domain; what it publishes for mail it receives is checked too.", HelpName = "DOMAIN" };
        var withdraw = new Option<bool>("--withdraw") { Description = "Takes the publication back; the audit stays." };
        var command = new VerbWithExamples("publish", About, Examples) { token, api, provider, domain, withdraw };
        command.Validators.Add(result =>
        {
            if (result.GetValue(withdraw) == (result.GetResult(provider) is not null))
            {
                result.AddError("Either --provider names the sender that the audit is published under, or --withdraw takes that back.");
            }
        });
        command.SetAction((parsed, cancellationToken) => PublishAsync(
            parsed.GetValue(api)!, parsed.GetRequiredValue(token)!.Value, parsed.GetValue(provider), parsed.GetValue(domain), environment, cancellationToken));
        return command;
    }

    /// <param name="provider">Null: the publication is taken back.</param>
    private static async Task<int> PublishAsync(
        Uri address, AuditToken token, string? provider, string? domain, CommandEnvironment environment, CancellationToken cancellationToken)
    {
        using var forms = environment.Forms(address);
        var key = environment.Variable(OwnerKey.Variable);
        if (provider is null)
        {
            await forms.WithdrawAsync(token, key ?? throw new CommandFault($"Only its owner may do that: set {OwnerKey.Variable} to the owner's key."), cancellationToken);
            await environment.Out.WriteLineAsync($"Withdrawn: {new Uri(address, $"audits/{token}")} is not in the provider table any more.");
            return ExitCode.Done;
        }

        using (var api = environment.Api(address))
        {
            // Claimed is claimed: what cannot be published yet is not.
            if ((await api.ReportAsync(token, cancellationToken)).Report.Phase != AuditPhase.Judged)
            {
                throw new CommandFault($"Audit {token} has no verdict yet: it can be published when it has one.");
            }
        }

        if (key is null)
        {
            key = await forms.ClaimAsync(token, cancellationToken);
            await ClaimVerb.TellAsync(key, environment);
        }

        await forms.PublishAsync(token, key, provider, domain, cancellationToken);
        await environment.Out.WriteLineAsync($"Published: {new Uri(address, "providers")}");
        return ExitCode.Done;
    }
}
