using System.Collections.Immutable;
using Pulumi;

namespace MtaStsAudit.Resources;

/// <summary>A publicly trusted certificate, proven over DNS-01 in a zone that DigitalOcean hosts, renewed by the fraction of its life.</summary>
/// <remarks>Another first name replaces it. Other names or another directory make an update, with the key kept.</remarks>
public sealed class Certificate(string name, CertificateArgs args, CustomResourceOptions? options = null)
    : CustomResource(ProviderPackage.Certificate, name, args, options), IServerCertificate
{
    [Output(PropertyName.Names)]
    public Output<ImmutableArray<string>> Names { get; private set; } = null!;

    /// <summary>The certificate alone, without its issuers.</summary>
    [Output(PropertyName.CertificatePem)]
    public Output<string> CertificatePem { get; private set; } = null!;

    [Output(PropertyName.FullChainPem)]
    public Output<string> FullChainPem { get; private set; } = null!;

    [Output(PropertyName.PrivateKeyPem)]
    public Output<string> PrivateKeyPem { get; private set; } = null!;

    [Output(PropertyName.SerialNumber)]
    public Output<string> SerialNumber { get; private set; } = null!;

    [Output(PropertyName.NotBefore)]
    public Output<string> NotBefore { get; private set; } = null!;

    [Output(PropertyName.NotAfter)]
    public Output<string> NotAfter { get; private set; } = null!;

    [Output(PropertyName.RenewAt)]
    public Output<string> RenewAt { get; private set; } = null!;
}
