using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using MtaStsAudit.Model.Inbound;
using MtaStsAudit.Probes.Tests.Rig;

namespace MtaStsAudit.Probes.Tests;

public sealed class ServerSideRequestForgeryTests(InboundRig rig) : IClassFixture<InboundRig>
{
    [Fact]
    public async Task Nothing_outside_the_public_internet_is_contacted_unless_the_operator_allows_it()
    {
        var report = await rig.CheckAsync(new RigDomain(), options => options with { AllowAnyAddress = false });

        Assert.Contains(report.Findings, finding => finding.Id == "policy-host-address-not-public" && finding.What.Contains(PolicyHosts.Address, StringComparison.Ordinal));
        Assert.Contains(report.Findings, finding => finding is { Id: "mx-address-not-public", Severity: Severity.Warning });
        Assert.DoesNotContain(rig.PolicyHosts.Requests, request => request.Contains($"{report.Domain}/", StringComparison.Ordinal));
        Assert.Empty(rig.Smtp.Commands);
    }

    [Theory]
    [InlineData("::ffff:127.78.44.1")]
    [InlineData("::1")]
    [InlineData("64:ff9b::7f4e:2c01")]
    [InlineData("2002:7f4e:2c01::")]
    public async Task An_IPv6_address_that_leads_back_here_is_not_contacted(string address)
    {
        var report = await rig.CheckAsync(new RigDomain { PolicyHostAddresses = [address], Mx = [] }, options => options with { AllowAnyAddress = false });

        Assert.Contains(report.Findings, finding => finding.Id == "policy-host-address-not-public");
        Assert.DoesNotContain(rig.PolicyHosts.Requests, request => request.Contains($"{report.Domain}/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_URL_in_a_certificate_is_not_fetched()
    {
        // A web server that would give the missing issuer to whoever asks for it.
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var app = builder.Build();
        var wasAsked = false;
        app.Run(context =>
        {
            wasAsked = true;
            context.Response.ContentType = "application/pkix-cert";
            return context.Response.Body.WriteAsync(rig.Ca.IssuerAsFetched).AsTask();
        });
        await app.StartAsync(TestContext.Current.CancellationToken);
        rig.Ca.IssuerUrl = $"{app.Urls.Single()}/issuer.cer";

        var report = await rig.CheckAsync(new RigDomain { PolicyCertificate = CertificateKind.IssuerToBeFetched, Mx = [] });

        Assert.Contains(report.Findings, finding => finding.Id == "policy-certificate-untrusted");
        Assert.False(wasAsked);
    }
}
