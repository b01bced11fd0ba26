using System.Globalization;
using MtaStsAudit.Acme.Orders;

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
    /// <param name="advice">When the authority would have it renewed; null where it says nothing. It makes a renewal earlier, never later.</param>
    public static string? ReasonToRenew(IssuedCertificate certificate, double fraction, DateTimeOffset now, RenewalInformation? advice = null)
    {
        if (now >= certificate.NotAfter)
        {
            return $"it expired at {UtcText.Of(certificate.NotAfter)}";
        }

        var renewAt = RenewAt(certificate, fraction);
        if (now < renewAt)
        {
            return advice is not null && now >= advice.TimeFor(certificate.SerialNumber)
                ? $"the authority asks for it, from {UtcText.Of(advice.Start)} to {UtcText.Of(advice.End)}{(advice.Explanation is { } why ? $", see {why}" : "")}"
                : null;
        }

        return string.Create(
            CultureInfo.InvariantCulture,
            $"renewal is due since {UtcText.Of(renewAt)}, {fraction:P0} into its life; it expires at {UtcText.Of(certificate.NotAfter)}");
    }
}
