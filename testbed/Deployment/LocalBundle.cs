namespace MtaStsAudit.Testbed.Deployment;

/// <summary>The bundle of the testbed on one machine.</summary>
public static class LocalBundle
{
    /// <summary>Every file but the image sources (<c>images/collector</c>, <c>images/postfix</c>, <c>images/dns</c>), which the caller copies in.</summary>
    public static IReadOnlyList<BundleFile> Render(LocalSite site, IReadOnlyList<IssuedCertificate> certificates) =>
        throw new NotSupportedException($"{site} {certificates.Count}");
}
