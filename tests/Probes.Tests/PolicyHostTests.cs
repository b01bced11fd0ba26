using Microsoft.AspNetCore.Http;
using MtaStsAudit.Model.Inbound;
using MtaStsAudit.Model.Verdicts;
using MtaStsAudit.Probes.Tests.Rig;

namespace MtaStsAudit.Probes.Tests;

public sealed class PolicyHostTests(InboundRig rig) : IClassFixture<InboundRig>
{
    [Theory]
    [InlineData("enforce", InboundFinding.Enforce)]
    [InlineData("testing", InboundFinding.Testing)]
    [InlineData("none", InboundFinding.None)]
    public async Task A_faultless_domain_has_no_error_and_is_what_its_mode_says(string mode, InboundFinding expected)
    {
        var report = await rig.CheckAsync(new RigDomain { Mode = mode });

        Assert.Equal(expected, report.Overall);
        Assert.False(report.HasError);
        Assert.Contains(report.Findings, finding => finding is { Id: "sts-record-valid", Severity: Severity.Ok });
        Assert.Contains(report.Findings, finding => finding is { Id: "policy-valid", Severity: Severity.Ok });
        Assert.Contains(report.Findings, finding => finding is { Id: "mx-tls-ok", Severity: Severity.Ok });
        Assert.Contains(report.Findings, finding => finding is { Id: "tlsrpt-record-valid", Severity: Severity.Ok });
        Assert.StartsWith("version: STSv1", report.PolicyText, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("version: STSv1\nmode: enforce\nmx: *.test\nmx: *.{0}\nmax_age: 604800")]
    [InlineData("version: STSv1\r\nmode: enforce\r\nmx: mx1.{0}\r\nmax_age: 604800\r\n")]
    [InlineData("version: STSv1\r\nfuture: field\r\nmode: enforce\r\nmx: mx1.{0}\r\nmax_age: 604800\r\nx-2: a: b\r\n")]
    public async Task Line_ends_and_unknown_keys_are_no_faults(string text)
    {
        var report = await rig.CheckAsync(new RigDomain
        {
            Serve = context => PolicyHosts.Serves(text.Replace("{0}", context.Request.Host.Host["mta-sts.".Length..], StringComparison.Ordinal))(context),
        });

        Assert.Equal(InboundFinding.Enforce, report.Overall);
        Assert.False(report.HasError);
    }

    [Theory]
    [InlineData("text/plain; charset=utf-8", true)]
    [InlineData("TEXT/PLAIN", true)]
    [InlineData("text/plain;", true)]
    [InlineData("Text/Plain ; ", true)]
    [InlineData("text/plain;charset", true)]
    [InlineData("text/plain; charset=iso-8859-1; a=b", true)]
    [InlineData("", false)]
    [InlineData("text/plainer", false)]
    [InlineData("text/plain, text/html", false)]
    [InlineData("text/html", false)]
    [InlineData("application/octet-stream", false)]
    public async Task The_policy_counts_as_text_plain_only(string type, bool counts)
    {
        var report = await rig.CheckAsync(new RigDomain { Serve = PolicyHosts.Serves("version: STSv1\nmode: testing\nmx: *.test\nmax_age: 86400", type) });

        Assert.Equal(!counts, report.Findings.Any(finding => finding.Id == "policy-content-type"));
        Assert.Equal(counts, report.PolicyText is not null);
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        var report = await rig.CheckAsync(new RigDomain
        {
            Serve = context =>
            {
                context.Response.Redirect($"https://{context.Request.Host}/elsewhere");
                return Task.CompletedTask;
            },
        });

        AssertBroken(report, "policy-redirect", "/elsewhere");
        Assert.DoesNotContain(rig.PolicyHosts.Requests, request => request.StartsWith($"mta-sts.{report.Domain}/elsewhere", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(404)]
    [InlineData(500)]
    [InlineData(204)]
    public async Task Any_status_but_200_is_no_policy(int status) =>
        AssertBroken(await rig.CheckAsync(new RigDomain
        {
            Serve = context =>
            {
                context.Response.StatusCode = status;
                return Task.CompletedTask;
            },
        }), "policy-status", status.ToString(System.Globalization.CultureInfo.InvariantCulture));

    [Fact]
    public async Task A_policy_without_end_is_read_to_the_limit_only() =>
        AssertBroken(await rig.CheckAsync(new RigDomain
        {
            Serve = async context =>
            {
                context.Response.ContentType = "text/plain";
                var lines = new byte[8192];
                Array.Fill(lines, (byte)'\n');
                while (!context.RequestAborted.IsCancellationRequested)
                {
                    await context.Response.Body.WriteAsync(lines);
                }
            },
        }), "policy-too-large", "64 KiB");

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_policy_host_that_does_not_finish_is_given_up(bool begins) =>
        AssertBroken(await rig.CheckAsync(
            new RigDomain
            {
                Serve = async context =>
                {
                    if (begins)
                    {
                        context.Response.ContentType = "text/plain";
                        await context.Response.WriteAsync("version: STSv1\n");
                    }

                    await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
                },
            },
            options => options with { FetchLimit = TimeSpan.FromSeconds(1) }), "policy-too-slow", "1 seconds");

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_dropped_connection_is_no_policy(bool begins) =>
        AssertBroken(await rig.CheckAsync(new RigDomain
        {
            Serve = async context =>
            {
                if (begins)
                {
                    context.Response.ContentType = "text/plain";
                    context.Response.ContentLength = 1000;
                    await context.Response.WriteAsync("version: STSv1\n");
                    await context.Response.Body.FlushAsync();
                }

                context.Abort();
            },
        }), "policy-connection-dropped", "");

    [Fact]
    public async Task Text_without_a_version_is_no_policy() =>
        AssertBroken(await rig.CheckAsync(new RigDomain { Serve = PolicyHosts.Serves("mode: enforce\nmx: *.test\nmax_age: 86400") }), "policy-invalid", "version");

    [Fact]
    public async Task A_policy_that_is_kept_for_less_than_a_day_is_warned_of()
    {
        var report = await rig.CheckAsync(new RigDomain { Serve = PolicyHosts.Serves("version: STSv1\nmode: none\nmax_age: 0") });
        Assert.DoesNotContain(report.Findings, finding => finding.Id == "policy-max-age-short");

        report = await rig.CheckAsync(new RigDomain { Serve = PolicyHosts.Serves("version: STSv1\nmode: testing\nmx: *.test\nmax_age: 86399") });
        Assert.Contains(report.Findings, finding => finding is { Id: "policy-max-age-short", Severity: Severity.Warning });
    }

    [Theory]
    [InlineData(nameof(CertificateKind.Untrusted), "policy-certificate-untrusted")]
    [InlineData(nameof(CertificateKind.WrongName), "policy-certificate-wrong-name")]
    [InlineData(nameof(CertificateKind.CommonNameOnly), "policy-certificate-wrong-name")]
    [InlineData(nameof(CertificateKind.Expired), "policy-certificate-expired")]
    [InlineData(nameof(CertificateKind.NotYetValid), "policy-certificate-not-yet-valid")]
    [InlineData(nameof(CertificateKind.None), "policy-tls-failed")]
    public async Task A_bad_certificate_is_told_by_its_one_fault_and_nothing_is_asked(string kind, string id)
    {
        var report = await rig.CheckAsync(new RigDomain { PolicyCertificate = Enum.Parse<CertificateKind>(kind) });

        AssertBroken(report, id, "");
        Assert.Single(report.Findings, finding => finding.Id.StartsWith("policy-", StringComparison.Ordinal));
        Assert.DoesNotContain(rig.PolicyHosts.Requests, request => request.StartsWith($"mta-sts.{report.Domain}/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_policy_host_without_an_address_or_a_listener_is_no_policy()
    {
        AssertBroken(await rig.CheckAsync(new RigDomain { PolicyHostAddresses = [] }), "policy-host-no-address", "no address");
        AssertBroken(await rig.CheckAsync(new RigDomain { PolicyHostAddresses = ["127.78.44.99"] }), "policy-host-unreachable", "refused");
    }

    [Fact]
    public async Task A_policy_host_to_which_this_machine_has_no_way_is_not_checked()
    {
        // No system has a way to the broadcast address for a socket that did not ask to broadcast.
        const string address = "255.255.255.255";
        var report = await rig.CheckAsync(new RigDomain { PolicyHostAddresses = [address] });

        Assert.Equal(InboundFinding.NotChecked, report.Overall);
        Assert.False(report.HasError);
        Assert.Contains(report.Findings, finding => finding is { Id: "policy-host-no-route", Severity: Severity.NotChecked });
        AssertBroken(await rig.CheckAsync(new RigDomain { PolicyHostAddresses = [address, "127.78.44.99"] }), "policy-host-unreachable", "refused");
    }

    [Fact]
    public async Task A_policy_host_that_cannot_be_looked_up_is_not_checked()
    {
        var name = rig.Publish(new RigDomain());
        rig.Dns.Fails($"mta-sts.{name}");
        var report = await rig.CheckAsync(name);

        Assert.Equal((InboundFinding.NotChecked, false), (report.Overall, report.HasError));
        Assert.Contains(report.Findings, finding => finding is { Id: "policy-host-lookup-failed", Severity: Severity.NotChecked });
    }

    [Theory]
    [InlineData("version: STSv1\n    mode: enforce\n    mx: mx1.{0}\n    max_age: 604800\n", "line 2 is indented")]
    [InlineData("version: STSv1\nmode : enforce\nmx: mx1.{0}\nmax_age: 604800\n", "line 2 has white space before the colon")]
    [InlineData("version: STSv1\nmode: enforce\n\nmx: mx1.{0}\nmax_age: 604800\n", "line 3 is empty")]
    [InlineData("version: STSv1\nmode: enforce\nmx: mx1.{0}.\nmax_age: 604800\n", "it ends with a dot")]
    public async Task A_policy_that_strict_senders_refuse_is_an_error_and_what_others_read_is_told(string text, string reason)
    {
        var report = await rig.CheckAsync(new RigDomain
        {
            Serve = context => PolicyHosts.Serves(text.Replace("{0}", context.Request.Host.Host["mta-sts.".Length..], StringComparison.Ordinal))(context),
        });

        AssertBroken(report, "policy-syntax", reason);
        Assert.Contains("some others read it all the same (Mode enforce, max_age 604800", report.Findings.Single(finding => finding.Id == "policy-syntax").What, StringComparison.Ordinal);
        Assert.Contains(report.Findings, finding => finding.Id == "mx-covered");
    }

    [Fact]
    public async Task The_next_address_is_tried_when_one_does_not_answer() =>
        Assert.Equal(InboundFinding.Enforce,
            (await rig.CheckAsync(new RigDomain { PolicyHostAddresses = ["127.78.44.99", PolicyHosts.Address] })).Overall);

    private static void AssertBroken(InboundReport report, string id, string words)
    {
        Assert.Equal(InboundFinding.Broken, report.Overall);
        var finding = Assert.Single(report.Findings, finding => finding.Id == id);
        Assert.Equal(Severity.Error, finding.Severity);
        Assert.Contains(words, finding.What, StringComparison.OrdinalIgnoreCase);
        Assert.NotNull(finding.Advice);
        Assert.DoesNotContain(report.Findings, other => other.Id == "policy-valid");
    }
}
