using System.Collections.Immutable;
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
