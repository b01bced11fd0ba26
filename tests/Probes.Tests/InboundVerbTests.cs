using System.Text.Json;
using MtaStsAudit.Audit.Commands;
using MtaStsAudit.Model.Inbound;
using MtaStsAudit.Model.Verdicts;
using MtaStsAudit.Probes.Tests.Rig;

namespace MtaStsAudit.Probes.Tests;

public sealed class InboundVerbTests(InboundRig rig) : IClassFixture<InboundRig>
{
    [Fact]
    public async Task A_domain_without_errors_is_shown_with_exit_code_0()
    {
        var name = rig.Publish(new RigDomain());
        var (code, output) = await RunAsync(rig.Options, name);

        Assert.Equal(0, code);
        Assert.StartsWith($"{name} inbound: enforce{Environment.NewLine}", output, StringComparison.Ordinal);
        Assert.Contains($"_mta-sts.{name}: One record, id 20260101. (sts-record-valid, RFC 8461 §3.1)", output, StringComparison.Ordinal);
        Assert.Contains("(mx-tls-ok, RFC 8461 §4.2)", output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', output);
        Assert.DoesNotContain('\uFFFD', output);
    }

    [Fact]
    public async Task An_error_is_shown_with_advice_and_exit_code_1()
    {
        var (code, output) = await RunAsync(rig.Options, rig.Publish(new RigDomain { PolicyCertificate = CertificateKind.Expired }));

        Assert.Equal(1, code);
        Assert.Contains("broken", output, StringComparison.Ordinal);
        Assert.Contains("→ Renew the certificate", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_report_is_had_as_JSON()
    {
        var (code, output) = await RunAsync(rig.Options, rig.Publish(new RigDomain { Mx = [SmtpKind.NoStartTls] }), "--json");
        var report = JsonSerializer.Deserialize(output, InboundReportJson.Default.InboundReport)!;

        Assert.Equal(1, code);
        Assert.Equal(InboundFinding.Enforce, report.Overall);
        Assert.Contains(report.Findings, finding => finding is { Id: "mx-starttls-not-offered", Severity: Severity.Error, Section: "RFC 8461 §4" });
        Assert.Contains("\"severity\": \"Error\"", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_resolver_and_the_addresses_to_contact_are_what_the_command_line_says()
    {
        var name = rig.Publish(new RigDomain());
        var options = rig.Options with { Resolver = null, AllowAnyAddress = false };

        Assert.Contains("policy-host-address-not-public", (await RunAsync(options, name, "--resolver", rig.Dns.EndPoint.ToString())).Output, StringComparison.Ordinal);
        Assert.Equal(0, (await RunAsync(options, name, "--resolver", rig.Dns.EndPoint.ToString(), "--any-address")).Code);
    }

    [Fact]
    public async Task What_could_not_be_checked_from_here_is_shown_with_exit_code_3()
    {
        var name = rig.Publish(new RigDomain());
        rig.Dns.Fails(name);
        var (code, output) = await RunAsync(rig.Options, name);

        Assert.Equal(3, code);
        Assert.StartsWith($"{name} inbound: not checked", output, StringComparison.Ordinal);
        Assert.Contains("mx-lookup-failed", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_stands_for_its_domain()
    {
        var name = rig.Publish(new RigDomain());

        Assert.StartsWith($"{name} inbound: enforce", (await RunAsync(rig.Options, $"Postmaster <postmaster@{name}>")).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://example.com/contact")]
    [InlineData("BÜCHER.example")]
    [InlineData("203.0.113.56")]
    [InlineData("not_a_domain")]
    [InlineData("example.com", "--resolver", "resolver.example")]
    [InlineData]
    public void What_is_no_domain_or_no_address_is_said_before_anything_is_asked(params string[] arguments) =>
        Assert.NotEmpty(InboundVerb.Create(CommandEnvironment.Real()).Parse(arguments).Errors);

    private static async Task<(int Code, string Output)> RunAsync(InboundOptions options, params string[] arguments)
    {
        using var output = new StringWriter();
        var environment = CommandEnvironment.Real() with { Out = output, IsTerminal = false };
        var code = await InboundVerb.Create(environment, options).Parse(arguments)
            .InvokeAsync(cancellationToken: TestContext.Current.CancellationToken);
        return (code, output.ToString());
    }
}
