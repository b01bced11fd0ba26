using MtaStsAudit.Model.Certificates;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Receivers;
using MtaStsAudit.Model.Scenarios;

namespace MtaStsAudit.Deployment.Tests.Deployment;

public sealed class CertificatePlanTests
{
    private static readonly SiteNames Names = new(DomainName.Parse("audit.test"));

    private static readonly IReadOnlyList<PlannedCertificate> Plan = CertificatePlan.For(Names, Catalogue.Receivers);

    [Fact]
    public void Each_certificate_has_a_folder_of_its_own_and_no_name_stands_in_two() =>
        Assert.Equal(Plan.Sum(planned => planned.Names.Count), Plan.SelectMany(planned => planned.Names).Distinct().Count());

    [Fact]
    public void Every_MX_host_with_TLS_has_the_certificate_of_its_row_and_every_other_has_none() =>
        Assert.All(Catalogue.Receivers, receiver => Assert.Equal(
            receiver.Certificate == CertificateKind.None ? null : receiver.Certificate,
            Plan.SingleOrDefault(planned => planned.Names.Contains(Names.MailHost(receiver)))?.Kind));

    [Fact]
    public void Every_policy_host_has_the_certificate_of_its_row_and_no_other_host_is_one() =>
        Assert.All(Catalogue.Scenarios, scenario => Assert.Equal(
            scenario.Sts is { } sts ? CertificatePlan.CertificateOf(sts.Host) : null,
            Plan.SingleOrDefault(planned => planned.Names.Contains(Names.PolicyHost(scenario.Name)))?.Kind));

    [Theory]
    [InlineData("policy-untrusted", CertificateKind.UntrustedIssuer)]
    [InlineData("policy-wrong-name", CertificateKind.WrongName)]
    [InlineData("policy-expired", CertificateKind.Expired)]
    public void A_policy_host_with_a_fault_has_a_certificate_of_its_own(string name, CertificateKind kind) =>
        Assert.Equal([kind], Plan.Where(planned => planned.Names is [var only] && only == Names.PolicyHost(new(name))).Select(planned => planned.Kind));

    [Fact]
    public void All_other_policy_hosts_beyond_the_study_share_one() =>
        Assert.Equal(
            Catalogue.Scenarios.Count(scenario => scenario is { Name.IsOfStudy: false, Sts: not null }) - 3,
            Plan.Single(planned => planned.Names.Contains(Names.PolicyHost(new("expired")))).Names.Count);

    [Fact]
    public void The_host_that_a_policy_lists_in_another_s_place_is_named_by_one_certificate_only() =>
        Assert.Equal(
            [Names.MailHost(new ReceiverName("unlisted-san")), Names.ListedHost(new("unlisted-san"))],
            Plan.Single(planned => planned.Kind == CertificateKind.AlsoForListedHost).Names);

    [Fact]
    public void The_study_s_certificates_are_not_touched_by_other_scenarios() =>
        Assert.Equal(
            CertificatePlan.For(Names, Catalogue.Study).Select(Line),
            Plan.Take(CertificatePlan.For(Names, Catalogue.Study).Count - 1).Append(Plan[^1]).Select(Line));

    private static string Line(PlannedCertificate planned) => $"{planned.Kind} {string.Join(' ', planned.Names)}";
}
