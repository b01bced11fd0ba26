using System.Collections.Immutable;
using MtaStsAudit.Deployment.Cloud;
using MtaStsAudit.Model.Certificates;
using MtaStsAudit.Model.Receivers;
using MtaStsAudit.Model.Scenarios;
using MtaStsAudit.Resources;

namespace MtaStsAudit.Infra.Tests.Site;

public sealed class CertificatesTests
{
    [Fact]
    public async Task Every_planned_certificate_is_asked_for_by_one_account()
    {
        var run = await SiteRun.Of(("contact", "hostmaster@example.com"), ("acmeDirectory", "staging"));
        var plans = CertificatePlan.For(run.Settings.Names, Catalogue.Study);

        Assert.Equal(
            plans.Where(plan => plan.Kind == CertificateKind.Trusted).Select(plan => string.Join(' ', plan.Names)).Order(),
            run.Mocks.OfType(ProviderPackage.Certificate).Select(NamesOf).Order());
        Assert.Equal(["mail-d.audit.example.com"], run.Mocks.OfType(ProviderPackage.UntrustedCertificate).Select(NamesOf));
        Assert.Equal("hostmaster@example.com", Assert.Single(run.Mocks.OfType(ProviderPackage.AccountKey)).Inputs[PropertyName.Contact]);
        Assert.All(run.Mocks.OfType(ProviderPackage.Certificate), certificate =>
        {
            Assert.Equal("https://acme-staging-v02.api.letsencrypt.org/directory", certificate.Inputs[PropertyName.Directory]);
            Assert.Equal("example.com", certificate.Inputs[PropertyName.Zone]);
        });
    }

    [Theory]
    [InlineData("shortlived")]
    [InlineData(null)]
    public async Task The_profile_is_the_setting_s(string? profile)
    {
        var run = profile is null ? await SiteRun.Of() : await SiteRun.Of(("acmeProfile", profile));

        Assert.All(run.Mocks.OfType(ProviderPackage.Certificate), certificate => Assert.Equal(profile, certificate.Inputs.GetValueOrDefault(PropertyName.Profile)));
    }

    [Fact]
    public async Task A_larger_suite_has_the_certificates_of_what_is_placed_from_whom_they_can_be_had()
    {
        var run = await SiteRun.Of(("suite", "complete"), ("layout", "spread"));
        var plans = CertificatePlan.For(run.Settings.Names, [.. run.Placement.Suite.Receivers]).Select(PublicCertificate.Of).ToList();

        foreach (var (issuer, type) in new[]
        {
            (PublicIssuer.PublicAuthority, ProviderPackage.Certificate),
            (PublicIssuer.OwnAuthority, ProviderPackage.UntrustedCertificate),
            (PublicIssuer.Itself, ProviderPackage.SelfSignedCertificate),
        })
        {
            var expected = plans.Where(plan => plan.Issuer == issuer).Select(plan => string.Join(' ', plan.Names)).Order(StringComparer.Ordinal).ToList();

            Assert.NotEmpty(expected);
            Assert.Equal(expected, run.Mocks.OfType(type).Select(NamesOf).Order(StringComparer.Ordinal));
        }

        Assert.DoesNotContain(run.Mocks.Registered, resource => resource.Name!.Contains("expired", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Where_the_intermediate_is_missing_the_server_sends_its_own_certificate_alone()
    {
        var run = await SiteRun.Of(("suite", "certificates"));
        var issuer = SiteMocks.Issuer.Trim();

        var bundles = run.Placement.Hosts.SelectMany(host => RolloutTests.Unpacked(run, host.Number)).ToLookup(file => file.Key, file => file.Value);
        Assert.DoesNotContain(issuer, Assert.Single(bundles["certificates/mail-no-intermediate.audit.example.com/certificate.pem"]), StringComparison.Ordinal);
        Assert.Contains(issuer, Assert.Single(bundles["certificates/mail-wrong-name.audit.example.com/certificate.pem"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_stack_tells_when_each_certificate_ends()
    {
        var run = await SiteRun.Of();
        var ends = await Pulumi.Utilities.OutputUtilities.GetValueAsync((Pulumi.Output<ImmutableSortedDictionary<string, string>>)run.Outputs["certificatesEnd"]!);

        Assert.Equal("2027-02-01T00:00:00Z", ends["mail-a.audit.example.com"]);
        Assert.Equal(CertificatePlan.For(run.Settings.Names, Catalogue.Study).Count, ends.Count);
    }

    private static string NamesOf(Pulumi.Testing.MockResourceArgs certificate) => string.Join(' ', (ImmutableArray<object>)certificate.Inputs[PropertyName.Names]);
}
