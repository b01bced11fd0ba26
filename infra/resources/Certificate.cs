using Pulumi;

namespace MtaStsAudit.Resources;

/// <summary>A publicly trusted certificate, proven over DNS-01 in a zone that DigitalOcean hosts.</summary>
/// <remarks>Other names after the first, or another directory, make an update with the key kept.</remarks>
public sealed class Certificate(string name, CertificateArgs args, CustomResourceOptions? options = null)
    : ServerCertificate(ProviderPackage.Certificate, name, args, options);
