using System.Net;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Receivers;
using MtaStsAudit.Model.Scenarios;
using MtaStsAudit.Model.SelfChecks;
using MtaStsAudit.Model.Sts;
using MtaStsAudit.Probes.SelfChecks;
using MtaStsAudit.Probes.Tests.Rig;
using CertificateKind = MtaStsAudit.Probes.Tests.Rig.CertificateKind;

namespace MtaStsAudit.Probes.Tests.SelfChecks;

/// <summary>The self-check of one address by who deployed what is there: DNS is not asked, and the certificate that was made for it is known.</summary>
public sealed class AddressCheckTests(InboundRig rig) : IClassFixture<InboundRig>
{
    private static readonly SiteNames Site = new(DomainName.Parse("deployed.test"));

    [Theory]
    [InlineData("a", nameof(SmtpKind.StartTls), nameof(CertificateKind.Good))]
    [InlineData("a", nameof(SmtpKind.UntrustedCertificate), nameof(CertificateKind.Untrusted))]
    [InlineData("d", nameof(SmtpKind.StartTls), nameof(CertificateKind.Good))]
    [InlineData("e", nameof(SmtpKind.RequiresTls), nameof(CertificateKind.Good))]
    public async Task A_mail_host_with_the_certificate_that_was_made_for_it_is_right_whoever_signed_it(string name, string kind, string certificate) =>
        Assert.Equal(SiteState.AsDesigned, (await MailHostAsync(name, kind, Made($"mail-{name}.deployed.test", certificate))).State);

    [Theory]
    [InlineData("a", nameof(SmtpKind.StartTls), "not the one made for it, 00.", true)]
    [InlineData("a", nameof(SmtpKind.NoStartTls), "does not offer STARTTLS", true)]
    [InlineData("b", nameof(SmtpKind.StartTls), "offers STARTTLS and must not", true)]
    [InlineData("a", nameof(SmtpKind.PutsMailOff), "puts mail off: 451", true)]
    [InlineData("a", nameof(SmtpKind.RefusesUs), "No mail server answers: 554", true)]
    [InlineData("a", nameof(SmtpKind.NotListening), "No mail server answers", false)]
    public async Task What_is_wrong_at_the_address_is_told_and_whether_anybody_answered(string name, string kind, string words, bool answered)
    {
        var finding = await MailHostAsync(name, kind, "00");

        Assert.Equal((SiteState.NotAsDesigned, answered), (finding.State, finding.Answered));
        Assert.Contains(words, finding.What, StringComparison.Ordinal);
    }

    // The host's fault is its certificate; that the one which has the fault is there is all that can be asked of a test CA.
    [Theory]
    [InlineData("b", nameof(CertificateKind.Untrusted))]
    [InlineData("policy-untrusted", nameof(CertificateKind.Untrusted))]
    [InlineData("policy-wrong-name", nameof(CertificateKind.WrongName))]
    public async Task A_policy_host_with_the_certificate_that_was_made_for_it_has_to_serve_its_policy(string name, string certificate)
    {
        var scenario = Catalogue.FindScenario(new(name))!;
        var host = Publish(name, PolicyHosts.Serves(PublishedPolicy.TextOf(Site, scenario)!), certificate);
        Assert.Equal(SiteState.AsDesigned, (await PolicyHostAsync(name, Made(host, certificate))).State);
        Assert.Contains("not the one made for it", (await PolicyHostAsync(name, "00")).What, StringComparison.Ordinal);

        Publish(name, PolicyHosts.Serves("version: STSv1\r\n"), certificate);
        Assert.Contains("Another policy", (await PolicyHostAsync(name, Made(host, certificate))).What, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Silence_and_a_redirect_have_to_be_those_of_the_design()
    {
        static Task Silent(HttpContext context) => Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        static RequestDelegate To(string where) => context =>
        {
            context.Response.Redirect(where, permanent: true);
            return Task.CompletedTask;
        };

        Assert.Equal(SiteState.AsDesigned, (await AnsweringAsync("policy-silent", Silent)).State);
        Assert.Equal(SiteState.NotAsDesigned, (await AnsweringAsync("policy-silent", PolicyHosts.Serves("text"))).State);
        Assert.Equal(SiteState.AsDesigned, (await AnsweringAsync("policy-redirect", To($"https://{Site.Api}/policies/policy-redirect"))).State);
        Assert.Contains("elsewhere", (await AnsweringAsync("policy-redirect", To("https://elsewhere.test/"))).What, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_API_has_to_say_that_it_is_well()
    {
        rig.PolicyHosts.Add(Site.Api.Value, PolicyHosts.Serves("{}", "application/json"), CertificateKind.Untrusted);
        var made = Made(Site.Api.Value, nameof(CertificateKind.Untrusted));

        Assert.Equal((SiteState.AsDesigned, TestbedPart.Api), await ApiAsync(made) is var right ? (right.State, right.Part) : default);
        Assert.Equal(SiteState.NotAsDesigned, (await ApiAsync("00")).State);
        rig.PolicyHosts.Add(Site.Api.Value, Failing, CertificateKind.Untrusted);
        Assert.Contains("503", (await ApiAsync(made)).What, StringComparison.Ordinal);

        static Task Failing(HttpContext context)
        {
            context.Response.StatusCode = 503;
            return Task.CompletedTask;
        }
    }

    private SiteCheck Check => new(rig.Options, TimeProvider.System);

    private string Made(string host, string kind) => rig.Ca.CertificateOf(host, Enum.Parse<CertificateKind>(kind)).GetCertHashString(HashAlgorithmName.SHA256);

    private Task<SiteFinding> MailHostAsync(string name, string kind, string made) =>
        Check.MailHostAsync(Site, Catalogue.Find(new(name))!, IPAddress.Parse(SmtpServers.AddressOf(Enum.Parse<SmtpKind>(kind))), made, TestContext.Current.CancellationToken);

    private Task<SiteFinding> PolicyHostAsync(string name, string made) =>
        Check.PolicyHostAsync(Site, Catalogue.FindScenario(new(name))!, IPAddress.Parse(PolicyHosts.Address), made, TestContext.Current.CancellationToken);

    private Task<SiteFinding> ApiAsync(string made) => Check.ApiAsync(Site, IPAddress.Parse(PolicyHosts.Address), made, TestContext.Current.CancellationToken);

    private Task<SiteFinding> AnsweringAsync(string name, RequestDelegate answer) =>
        PolicyHostAsync(name, Made(Publish(name, answer, nameof(CertificateKind.Good)), nameof(CertificateKind.Good)));

    private string Publish(string name, RequestDelegate answer, string certificate)
    {
        var host = Site.PolicyHost(new ReceiverName(name)).Value;
        rig.PolicyHosts.Add(host, answer, Enum.Parse<CertificateKind>(certificate));
        return host;
    }
}
