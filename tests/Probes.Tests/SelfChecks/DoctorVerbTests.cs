using System.CommandLine;
using System.Text.Json;
using MtaStsAudit.Audit.Commands;
using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.SelfChecks;
using MtaStsAudit.Probes.Tests.Rig;

namespace MtaStsAudit.Probes.Tests.SelfChecks;

public sealed class DoctorVerbTests(InboundRig rig) : IClassFixture<InboundRig>
{
    [Fact]
    public async Task A_testbed_as_designed_is_shown_with_exit_code_0()
    {
        var site = new RigSite(rig);
        site.Publish();
        var (code, output) = await RunAsync(site.Names.Site.Value);

        Assert.Equal(0, code);
        Assert.EndsWith($"{site.Names.Site}: all is as designed.{Environment.NewLine}", output, StringComparison.Ordinal);
        Assert.Contains("the certificate is untrusted, by design", output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', output);
    }

    [Fact]
    public async Task What_is_not_as_designed_is_shown_with_advice_and_exit_code_1()
    {
        var site = new RigSite(rig);
        site.Servers['b'] = SmtpKind.RefusesUs;
        site.Publish();
        var (code, output) = await RunAsync(site.Names.Site.Value);

        Assert.Equal(1, code);
        Assert.Contains("→ Look at the receiver", output, StringComparison.Ordinal);
        Assert.EndsWith($"{site.Names.Site}: 1 not as designed.{Environment.NewLine}", output, StringComparison.Ordinal);
        // What the server said, and not what it meant to do to the terminal.
        Assert.Contains("[31mno service for you", output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', output);
    }

    [Fact]
    public async Task What_could_not_be_checked_from_here_is_exit_code_3()
    {
        var site = new RigSite(rig);
        site.Published = record => record.Owner == site.Names.MailHost(new ReceiverName('c')).Value ? record with { Value = "255.255.255.255" } : record;
        site.Publish();
        var (code, output) = await RunAsync(site.Names.Site.Value);

        Assert.Equal(3, code);
        Assert.Contains("what could be checked is as designed; 1 could not be checked from here.", output, StringComparison.Ordinal);
    }

    // Nobody listens at the discard port of loopback.
    [Fact]
    public async Task A_resolver_that_does_not_answer_is_no_fault_of_the_site()
    {
        var site = new RigSite(rig);
        site.Publish();
        var (code, output) = await RunAsync(site.Names.Site.Value, "--resolver", "127.0.0.1:9");

        Assert.Equal(3, code);
        Assert.DoesNotContain("wrong", output, StringComparison.Ordinal);
        Assert.Contains("--resolver", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_wrong_outweighs_what_could_not_be_checked_and_both_are_counted()
    {
        var site = new RigSite(rig);
        rig.Dns.IsSilentAt(site.Names.MailHost(new ReceiverName('c')).Value);
        site.Servers['b'] = SmtpKind.RefusesUs;
        site.Publish();
        var (code, output) = await RunAsync(site.Names.Site.Value);

        Assert.Equal(1, code);
        Assert.EndsWith($"{site.Names.Site}: 1 not as designed; 1 could not be checked from here.{Environment.NewLine}", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_report_is_had_as_JSON()
    {
        var site = new RigSite(rig);
        site.PolicyCertificates['d'] = CertificateKind.Expired;
        site.Publish();
        var (code, output) = await RunAsync(site.Names.Site.Value, "--json");
        var report = JsonSerializer.Deserialize(output, SiteReportJson.Default.SiteReport)!;

        Assert.Equal(1, code);
        Assert.Equal((site.Names.Site, SiteState.NotAsDesigned), (report.Site, report.Overall));
        Assert.Equal(('d', TestbedPart.Policy), Assert.Single(report.Findings, finding => finding.State == SiteState.NotAsDesigned) is var found
            ? (found.Receiver!.Value.Value[0], found.Part)
            : default);
        Assert.Contains("\"state\": \"NotAsDesigned\"", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("not_a_site")]
    [InlineData("audit.example.com", "--resolver", "resolver.example")]
    [InlineData("audit.example.com", "another.example.com")]
    public void What_is_no_site_or_no_address_is_said_before_anything_is_asked(params string[] arguments) =>
        Assert.NotEmpty(DoctorVerb.Create(CommandEnvironment.Real()).Parse(arguments).Errors);

    private async Task<(int Code, string Output)> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        var environment = CommandEnvironment.Real() with { Out = output, IsTerminal = false };
        var code = await DoctorVerb.Create(environment, rig.Options with { LookupLimit = TimeSpan.FromSeconds(1) }).Parse(arguments).InvokeAsync(cancellationToken: TestContext.Current.CancellationToken);
        return (code, output.ToString());
    }
}
