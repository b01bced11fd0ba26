using System.Globalization;

namespace MtaStsAudit.Acme.Certificates;

/// <summary>A certificate is renewed once a fraction of its own lifetime has passed, whatever that lifetime is.</summary>
/// <remarks>Authorities shorten lifetimes over the years; "so many days before the end" would one day mean never or always.</remarks>
internal static class RenewalRule
{
    public const double DefaultFraction = 2.0 / 3.0;

    /// <summary>In whole seconds, so that the time that is shown is the time that counts.</summary>
    public static DateTimeOffset RenewAt(IssuedCertificate certificate, double fraction) =>
        certificate.NotBefore + TimeSpan.FromSeconds(Math.Floor((certificate.NotAfter - certificate.NotBefore).TotalSeconds * fraction));

    /// <summary>Why the certificate is due, for the user; null while it is not.</summary>
    public static string? ReasonToRenew(IssuedCertificate certificate, double fraction, DateTimeOffset now)
    {
        if (now >= certificate.NotAfter)
        {
            return $"it expired at {UtcText.Of(certificate.NotAfter)}";
        }

        var renewAt = RenewAt(certificate, fraction);
        return now < renewAt
            ? null
            : string.Create(
                CultureInfo.InvariantCulture,
                $"renewal is due since {UtcText.Of(renewAt)}, {fraction:P0} into its life; it expires at {UtcText.Of(certificate.NotAfter)}");
    }
}
