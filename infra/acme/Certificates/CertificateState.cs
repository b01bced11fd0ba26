using System.Collections.Immutable;
using MtaStsAudit.Acme.Plugin;
using MtaStsAudit.Resources;
using Pulumi.Experimental;

namespace MtaStsAudit.Acme.Certificates;

/// <summary>A certificate's outputs in the stack's state.</summary>
internal static class CertificateState
{
    /// <summary>Outputs that another certificate changes. The names and the private key are not among them.</summary>
    public static readonly ImmutableArray<string> OfTheCertificate =
    [
        PropertyName.CertificatePem,
        PropertyName.FullChainPem,
        PropertyName.SerialNumber,
        PropertyName.NotBefore,
        PropertyName.NotAfter,
        PropertyName.RenewAt,
    ];

    public static IssuedCertificate? Read(ImmutableDictionary<string, PropertyValue> outputs) =>
        IssuedCertificate.FromState(outputs.Text(PropertyName.CertificatePem), outputs.Text(PropertyName.FullChainPem));

    public static ImmutableDictionary<string, PropertyValue> With(
        this ImmutableDictionary<string, PropertyValue> outputs, IEnumerable<string> names, IssuedCertificate certificate, double fraction) =>
        outputs.SetItems(new Dictionary<string, PropertyValue>
        {
            [PropertyName.Names] = State.Of(names),
            [PropertyName.CertificatePem] = State.Of(certificate.CertificatePem),
            [PropertyName.FullChainPem] = State.Of(certificate.FullChainPem),
            [PropertyName.SerialNumber] = State.Of(certificate.SerialNumber),
            [PropertyName.NotBefore] = State.Of(UtcText.Of(certificate.NotBefore)),
            [PropertyName.NotAfter] = State.Of(UtcText.Of(certificate.NotAfter)),
            [PropertyName.RenewAt] = State.Of(UtcText.Of(RenewalRule.RenewAt(certificate, fraction))),
        });
}
