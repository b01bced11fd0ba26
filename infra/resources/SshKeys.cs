using Pulumi;

namespace MtaStsAudit.Resources;

/// <summary>The key by which a host proves itself over SSH, made before the host so that it can be pinned.</summary>
public sealed class SshHostKey(string name, CustomResourceOptions? options = null)
    : SshKeyPair(ProviderPackage.SshHostKey, name, options);

/// <summary>A key by which the program itself logs on.</summary>
public sealed class SshUserKey(string name, CustomResourceOptions? options = null)
    : SshKeyPair(ProviderPackage.SshUserKey, name, options);

public abstract class SshKeyPair : CustomResource
{
    private protected SshKeyPair(string type, string name, CustomResourceOptions? options)
        : base(type, name, ResourceArgs.Empty, options)
    {
    }

    /// <summary>Secret: a P-256 key in PEM (<c>EC PRIVATE KEY</c>), read by sshd, cloud-init and a Command's connection alike.</summary>
    [Output(PropertyName.PrivateKeyPem)]
    public Output<string> PrivateKeyPem { get; private set; } = null!;

    /// <summary><c>ecdsa-sha2-nistp256 …</c>, the authorized_keys form without a comment.</summary>
    [Output(PropertyName.PublicKey)]
    public Output<string> PublicKey { get; private set; } = null!;

    /// <summary><c>SHA256:…</c> as ssh-keygen prints it.</summary>
    [Output(PropertyName.Fingerprint)]
    public Output<string> Fingerprint { get; private set; } = null!;
}
