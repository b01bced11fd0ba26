using MtaStsAudit.Deployment.Cloud;
using MtaStsAudit.Deployment.Placement;
using MtaStsAudit.Model.Certificates;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Receivers;
using MtaStsAudit.Model.Scenarios;

namespace MtaStsAudit.Deployment.Tests.Placement;

public sealed class InternetObstacleTests
{
    private static readonly SiteNames Names = new(DomainName.Parse("audit.example.com"));

    private static readonly Dictionary<string, string> Known = new()
    {
        ["expired"] = "a public CA issues no certificate that has expired",
        ["not-yet-valid"] = "a public CA issues no certificate that is not valid yet",
        ["common-name-only"] = "a public CA puts each name of a certificate among its DNS-IDs",
        ["policy-expired"] = "a public CA issues no certificate that has expired",
        ["two-strings"] = "DigitalOcean's DNS does not tell into which character strings a TXT record is split",
        ["rsa-4096"] = "certificates are ordered for ECDSA keys",
        ["rsa-1024"] = "a public CA issues no certificate for an RSA key of 1024 bits",
        ["mx-address"] = "DigitalOcean's DNS takes names of hosts as MX only",
        ["mx-null"] = "DigitalOcean's DNS takes names of hosts as MX only",
        ["policy-vanishes"] = "DigitalOcean's DNS changes no record by the clock",
        ["enforce-to-none"] = "DigitalOcean's DNS changes no record by the clock",
        ["plain-at-first"] = "no front stands before the receivers of a droplet",
        ["starttls-454"] = "no front stands before the receivers of a droplet",
        ["starttls-502"] = "no front stands before the receivers of a droplet",
        ["closed-after-220"] = "no front stands before the receivers of a droplet",
        ["garbage-after-220"] = "no front stands before the receivers of a droplet",
        ["ehlo-502"] = "no front stands before the receivers of a droplet",
        ["starttls-hidden"] = "no front stands before the receivers of a droplet",
        ["responses-injected"] = "no front stands before the receivers of a droplet",
    };

    public static TheoryData<string> Scenarios => [.. Catalogue.Scenarios.Select(scenario => scenario.Name.Value)];

    [Theory]
    [MemberData(nameof(Scenarios))]
    public void What_cannot_be_on_the_internet_says_why(string name) =>
        Assert.Equal(Known.GetValueOrDefault(name), InternetObstacle.To(Catalogue.FindScenario(new(name))!));

    [Theory]
    [InlineData("a", "mail-a.audit.example.com mta-sts.a.audit.example.com")]
    [InlineData("wrong-name", "other.mail-wrong-name.audit.example.com")]
    [InlineData("wildcard-cert", "*.audit.example.com")]
    [InlineData("wildcard-cert-deep", "*.audit.example.com")]
    [InlineData("sni-decides", "mail-sni-decides.audit.example.com")]
    [InlineData("unlisted-san", "mail-unlisted-san.audit.example.com listed-unlisted-san.audit.example.com")]
    [InlineData("no-intermediate", "mail-no-intermediate.audit.example.com")]
    public void A_public_CA_is_asked_for_the_names_that_the_certificate_s_kind_means(string receiver, string names)
    {
        var certificate = CertificateOf(Names.MailHost(Catalogue.Find(new(receiver))!));

        Assert.Equal(PublicIssuer.PublicAuthority, certificate.Issuer);
        Assert.Equal(names, string.Join(' ', certificate.Names));
        Assert.Equal(receiver == "no-intermediate", certificate.IsSentAlone);
    }

    [Fact]
    public void What_is_self_signed_is_signed_by_nobody_else() =>
        Assert.Equal(PublicIssuer.Itself, CertificateOf(Names.MailHost(new ReceiverName("self-signed"))).Issuer);

    [Theory]
    [InlineData("policy-untrusted", PublicIssuer.OwnAuthority, "mta-sts.policy-untrusted.audit.example.com")]
    [InlineData("policy-wrong-name", PublicIssuer.PublicAuthority, "other.mta-sts.policy-wrong-name.audit.example.com")]
    public void A_policy_host_with_a_faulty_certificate_has_that_one_fault(string scenario, PublicIssuer issuer, string name)
    {
        var certificate = CertificateOf(Names.PolicyHost(new(scenario)));

        Assert.Equal(issuer, certificate.Issuer);
        Assert.Equal([name], certificate.Names);
    }

    [Fact]
    public void Nobody_but_the_own_authority_signs_what_is_untrusted() =>
        Assert.Equal(
            [PublicIssuer.OwnAuthority],
            CertificatePlan.For(Names, Catalogue.Receivers).Where(plan => plan.Kind == CertificateKind.UntrustedIssuer).Select(plan => PublicCertificate.Of(plan).Issuer).Distinct());

    private static PublicCertificate CertificateOf(DomainName host) =>
        PublicCertificate.Of(CertificatePlan.For(Names, Catalogue.Receivers).Single(plan => plan.Names.Contains(host)));
}
