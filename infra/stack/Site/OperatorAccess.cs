using MtaStsAudit.Resources;
using Pulumi;
using Pulumi.Command.Remote.Inputs;
using Pulumi.DigitalOcean;

namespace MtaStsAudit.Stack.Site;

/// <summary>How the operator's machine logs on to the droplets, and how it knows that they are the right ones.</summary>
internal sealed class OperatorAccess : ComponentResource
{
    private readonly Output<string> privateKey;

    public OperatorAccess(string name, OperatorAccessArgs args, ComponentResourceOptions? options = null)
        : base("mta-sts-audit:site:OperatorAccess", name, options)
    {
        var children = new CustomResourceOptions { Parent = this };
        HostKey = new SshHostKey($"{name}-host-key", children);
        if (args.PrivateKey is { } given)
        {
            privateKey = Output.CreateSecret(given);
            PublicKey = Output.Create(PublicSshKey.Of(given));
        }
        else
        {
            var made = new SshUserKey($"{name}-user-key", children);
            (privateKey, PublicKey) = (made.PrivateKeyPem, made.PublicKey);
        }

        SshKey = new SshKey($"{name}-ssh-key", new SshKeyArgs { Name = args.Name, PublicKey = PublicKey }, children);
        RegisterOutputs();
    }

    /// <summary>One for all droplets, made before them, so that even the first connection is pinned to it.</summary>
    public SshHostKey HostKey { get; }

    public SshKey SshKey { get; }

    public Output<string> PublicKey { get; }

    /// <param name="dialErrorLimit">How many refused connections are put up with.</param>
    public ConnectionArgs To(Output<string> address, int dialErrorLimit) => new()
    {
        Host = address,
        User = "root",
        PrivateKey = privateKey,
        HostKey = HostKey.PublicKey,
        DialErrorLimit = dialErrorLimit,
        PerDialTimeout = 15,
    };
}

internal sealed record OperatorAccessArgs
{
    public required string Name { get; init; }

    /// <summary>In PEM form; null: one is made.</summary>
    public required string? PrivateKey { get; init; }
}
