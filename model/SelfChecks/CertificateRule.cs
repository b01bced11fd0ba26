using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Inbound;
using MtaStsAudit.Model.Receivers;

namespace MtaStsAudit.Model.SelfChecks;

/// <summary>What a certificate has to be like, and the words for what it is like.</summary>
internal static class CertificateRule
{
    /// <summary>Renewal begins long before. What has come so far was not renewed when it should have been.</summary>
    public static readonly TimeSpan RunningOut = TimeSpan.FromDays(7);

    /// <summary>The one fault that a row has by design.</summary>
    public static CertificateFaults Designed(CertificateKind kind) => kind switch
    {
        CertificateKind.UntrustedIssuer or CertificateKind.SelfSigned or CertificateKind.IntermediateMissing => CertificateFaults.Untrusted,
        CertificateKind.WrongName or CertificateKind.NameInCommonNameOnly or CertificateKind.WildcardTwoLabelsBelow => CertificateFaults.WrongName,
        CertificateKind.Expired => CertificateFaults.Expired,
        CertificateKind.NotYetValid => CertificateFaults.NotYetValid,
        CertificateKind.None or CertificateKind.Trusted or CertificateKind.AlsoForListedHost or CertificateKind.Wildcard or CertificateKind.RightBySni
            or CertificateKind.Rsa4096 or CertificateKind.Rsa1024 => CertificateFaults.None,
    };

    /// <param name="made">SHA-256 of the certificate that was made for the host; null: it is not known here, and its faults have to do.</param>
    /// <returns>What is wrong with a certificate that was shown; null: it is the one that it should be.</returns>
    public static string? Fault(CertificateFacts? shown, CertificateFaults designed, string? made) => made is null
        ? shown?.Faults == designed ? null : $"The certificate is not the one it should have: {Words(shown)}."
        // A test CA is trusted by nobody: what was made for the name is right, whoever signed it.
        : shown?.Sha256 == made ? null : NotTheOneMade(shown, made);

    public static string NotTheOneMade(CertificateFacts? shown, string made) =>
        $"It presents the certificate with SHA-256 {shown?.Sha256 ?? "unknown"} and not the one made for it, {made}.";

    public static string Words(CertificateFaults faults) => faults switch
    {
        CertificateFaults.None => "trusted",
        CertificateFaults.Untrusted => "untrusted",
        CertificateFaults.WrongName => "another host's",
        CertificateFaults.Expired => "expired",
        CertificateFaults.NotYetValid => "not valid yet",
        _ => "wrong in more than one way",
    };

    public static string Words(CertificateFacts? certificate) => certificate is null ? "none was shown" : certificate.Faults switch
    {
        CertificateFaults.None => "it is trusted and names the host",
        var faults => string.Join(", ", new[]
        {
            faults.HasFlag(CertificateFaults.Untrusted) ? $"issued by '{certificate.Issuer}', which is not trusted" : null,
            faults.HasFlag(CertificateFaults.WrongName) ? $"made for '{certificate.Subject}'" : null,
            faults.HasFlag(CertificateFaults.Expired) ? $"expired at {certificate.NotAfter.UtcDateTime:yyyy-MM-dd}" : null,
            faults.HasFlag(CertificateFaults.NotYetValid) ? "not valid yet" : null,
        }.OfType<string>()),
    };

    public static bool IsRunningOut(ReceiverFindings report, TestbedPart part, string subject, CertificateFacts? certificate, DateTimeOffset now)
    {
        if (certificate is null || certificate.NotAfter - now >= RunningOut)
        {
            return false;
        }

        report.Care(part, subject, $"The certificate runs out at {certificate.NotAfter.UtcDateTime:yyyy-MM-dd HH:mm'Z'}.",
            "Renew it: 'pulumi up' does when it is due, 'audit local up' on this machine.");
        return true;
    }
}
