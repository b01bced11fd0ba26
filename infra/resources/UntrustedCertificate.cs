using Pulumi;

namespace MtaStsAudit.Resources;

/// <summary>A certificate with the right names from a certificate authority of its own that nobody trusts: one fault and no other.</summary>
/// <remarks>Its full chain holds the authority's own certificate too, so that only trust is missing. Renewed by the same authority.</remarks>
public sealed class UntrustedCertificate(string name, UntrustedCertificateArgs args, CustomResourceOptions? options = null)
    : ServerCertificate(ProviderPackage.UntrustedCertificate, name, args, options)
{
    [Output(PropertyName.CaCertificatePem)]
    public Output<string> CaCertificatePem { get; private set; } = null!;

    /// <summary>Secret, kept for renewals only.</summary>
    [Output(PropertyName.CaPrivateKeyPem)]
    public Output<string> CaPrivateKeyPem { get; private set; } = null!;
}

public sealed class UntrustedCertificateArgs : ResourceArgs
{
    private InputList<string>? names;

    [Input(PropertyName.Names, required: true)]
    public InputList<string> Names
    {
        get => names ??= [];
        set => names = value;
    }

    /// <summary>1 to 825 days. Absent: 90, so that age is no second fault.</summary>
    [Input(PropertyName.LifetimeDays)]
    public Input<int>? LifetimeDays { get; set; }

    /// <summary>As for a <see cref="Certificate"/>.</summary>
    [Input(PropertyName.RenewAfterFraction)]
    public Input<double>? RenewAfterFraction { get; set; }
}
