using Pulumi;

namespace MtaStsAudit.Resources;

/// <summary>An account at a certificate authority and its key (RFC 8555 §7.3). One serves all certificates of a testbed.</summary>
/// <remarks>Creating it agrees to the authority's terms of service.</remarks>
public sealed class AccountKey(string name, AccountKeyArgs args, CustomResourceOptions? options = null)
    : CustomResource(ProviderPackage.AccountKey, name, args, options)
{
    [Output(PropertyName.Directory)]
    public Output<string> Directory { get; private set; } = null!;

    [Output(PropertyName.AccountUrl)]
    public Output<string> AccountUrl { get; private set; } = null!;

    /// <summary>Secret: a P-256 key in PEM.</summary>
    [Output(PropertyName.PrivateKeyPem)]
    public Output<string> PrivateKeyPem { get; private set; } = null!;
}

public sealed class AccountKeyArgs : ResourceArgs
{
    /// <summary>URL of the ACME directory, <c>https://acme-v02.api.letsencrypt.org/directory</c> for one. A change makes another account.</summary>
    [Input(PropertyName.Directory, required: true)]
    public Input<string> Directory { get; set; } = null!;

    /// <summary>E-mail address for notices about the account; none when absent.</summary>
    [Input(PropertyName.Contact)]
    public Input<string>? Contact { get; set; }
}
