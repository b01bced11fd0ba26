using System.Collections.Immutable;
using MtaStsAudit.Deployment.DigitalOcean;
using MtaStsAudit.Deployment.Placement;
using MtaStsAudit.Model.Certificates;
using MtaStsAudit.Stack.Acceptance;
using Pulumi;
using Pulumi.Command.Local;

namespace MtaStsAudit.Stack.Site;

/// <summary>The proof that a deployment answers as designed. Where it does not, the update fails and says what and how.</summary>
internal sealed class AnsweringAsDesigned : ComponentResource
{
    public AnsweringAsDesigned(string name, AnsweringAsDesignedArgs args, ComponentResourceOptions? options = null)
        : base("mta-sts-audit:site:AnsweringAsDesigned", name, options)
    {
        var addresses = Output.All(args.Addresses.ToImmutableArray());
        var deployment = Output.All(args.Rollouts.Select(rollout => rollout.Digest).ToImmutableArray()).Apply(digests => string.Join('-', digests));
        // The plan has certificates' fingerprints in it, and no key.
        var plan = Output.Unsecret(Output.Tuple(addresses, args.Certificates, deployment).Apply(known =>
            AcceptancePlan.Of(args.Settings, args.Placement, known.Item1, known.Item2, known.Item3).ToJson()));
        Command = new Command($"{name}-check", new CommandArgs
        {
            // Relative to the program's folder, where Pulumi runs it: from another checkout it is the same command.
            Create = $"dotnet \"{args.CheckProgram}\" {AcceptanceCheck.Command}",
            Stdin = plan,
            AddPreviousOutputInEnv = false,
        }, new CustomResourceOptions { Parent = this, DependsOn = args.Rollouts.Select(rollout => rollout.Command).ToArray() });
        RegisterOutputs();
    }

    public Command Command { get; }
}

internal sealed record AnsweringAsDesignedArgs
{
    public required StackSettings Settings { get; init; }

    public required SitePlacement Placement { get; init; }

    /// <summary>Of each host, in the placement's order.</summary>
    public required IReadOnlyList<Output<HostAddresses>> Addresses { get; init; }

    public required Output<ImmutableArray<IssuedCertificate>> Certificates { get; init; }

    public required IReadOnlyList<Rollout> Rollouts { get; init; }

    /// <summary>Relative to this program's folder.</summary>
    public required string CheckProgram { get; init; }
}
