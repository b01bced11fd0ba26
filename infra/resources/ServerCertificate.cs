using System.Collections.Immutable;
using Pulumi;

namespace MtaStsAudit.Resources;

/// <summary>A certificate for a TLS server. It is renewed by the fraction of its life; another first name replaces it.</summary>
public abstract class ServerCertificate : CustomResource, IServerCertificate
{
    private protected ServerCertificate(string type, string name, ResourceArgs args, CustomResourceOptions? options)
        : base(type, name, args, options)
    {
    }

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
