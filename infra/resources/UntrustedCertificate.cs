using System.Collections.Immutable;
using Pulumi;

namespace MtaStsAudit.Resources;

/// <summary>A certificate with the right names from a certificate authority of its own that nobody trusts: one fault and no other.</summary>
/// <remarks>Another first name replaces it. Renewed by the fraction of its life, by the same authority with the same keys.</remarks>
public sealed class UntrustedCertificate(string name, UntrustedCertificateArgs args, CustomResourceOptions? options = null)
    : CustomResource(ProviderPackage.UntrustedCertificate, name, args, options), IServerCertificate
{
    [Output(PropertyName.Names)]
    public Output<ImmutableArray<string>> Names { get; private set; } = null!;

    [Output(PropertyName.CertificatePem)]
    public Output<string> CertificatePem { get; private set; } = null!;

    /// <summary>The certificate and the authority's own, so that only trust is missing and not the chain.</summary>
    [Output(PropertyName.FullChainPem)]
    public Output<string> FullChainPem { get; private set; } = null!;

    [Output(PropertyName.PrivateKeyPem)]
    public Output<string> PrivateKeyPem { get; private set; } = null!;

    [Output(PropertyName.CaCertificatePem)]
    public Output<string> CaCertificatePem { get; private set; } = null!;

    /// <summary>Secret, kept for renewals only.</summary>
    [Output(PropertyName.CaPrivateKeyPem)]
    public Output<string> CaPrivateKeyPem { get; private set; } = null!;

    [Output(PropertyName.SerialNumber)]
    public Output<string> SerialNumber { get; private set; } = null!;

    [Output(PropertyName.NotBefore)]
    public Output<string> NotBefore { get; private set; } = null!;

    [Output(PropertyName.NotAfter)]
    public Output<string> NotAfter { get; private set; } = null!;

    [Output(PropertyName.RenewAt)]
    public Output<string> RenewAt { get; private set; } = null!;
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
