using MtaStsAudit.Model.Inbound;
using MtaStsAudit.Model.Verdicts;
using MtaStsAudit.Probes.Tests.Rig;

namespace MtaStsAudit.Probes.Tests;

public sealed class RecordTests(InboundRig rig) : IClassFixture<InboundRig>
{
    [Theory]
    [InlineData("v=STSv1; id=1;|v=STSv1; id=2;", "sts-record-multiple", InboundFinding.Broken)]
    [InlineData("v=STSv1; id=with-hyphen;", "sts-record-invalid", InboundFinding.Broken)]
    [InlineData("v=STSv1;", "sts-record-invalid", InboundFinding.Broken)]
    [InlineData("id=20260101;", "sts-record-unrecognized", InboundFinding.Broken)]
    [InlineData("V=stsv1; id=1;", "sts-record-unrecognized", InboundFinding.Broken)]
    [InlineData("v=spf1 -all|v=STSv1; id=1;", "sts-record-valid", InboundFinding.Enforce)]
    [InlineData("v=STSv1 ; id=1234", "sts-record-space-before-semicolon", InboundFinding.Enforce)]
    [InlineData("v=STSv1 ; id=1234|v=spf1 -all", "sts-record-unrecognized", InboundFinding.Broken)]
    [InlineData("v=STSv1; id = 1", "sts-record-invalid", InboundFinding.Broken)]
    [InlineData("v=STSv1 id=1", "sts-record-unrecognized", InboundFinding.Broken)]
    public async Task Exactly_one_record_counts(string texts, string id, InboundFinding overall)
    {
        var report = await rig.CheckAsync(new RigDomain { Sts = texts.Split('|') });

        Assert.Single(report.Findings, finding => finding.Id == id);
        Assert.Equal(overall, report.Overall);
        Assert.Equal(overall == InboundFinding.Broken, report.HasError);
    }

    [Fact]
    public async Task A_domain_without_record_and_policy_has_none()
    {
        var report = await rig.CheckAsync(new RigDomain { Sts = [], PolicyHostAddresses = [], TlsRpt = [] });

        Assert.Equal(InboundFinding.Absent, report.Overall);
        Assert.False(report.HasError);
        Assert.Contains(report.Findings, finding => finding is { Id: "sts-record-absent", Severity: Severity.Warning });
        Assert.Contains(report.Findings, finding => finding is { Id: "tlsrpt-record-absent", Severity: Severity.Info });
    }

    [Fact]
    public async Task Whatever_else_answers_at_the_policy_host_is_not_held_against_a_domain_without_a_record()
    {
        var report = await rig.CheckAsync(new RigDomain { Sts = ["v=spf1 -all"], Serve = PolicyHosts.Serves("<html>", "text/html") });

        Assert.Equal(InboundFinding.Absent, report.Overall);
        Assert.DoesNotContain(report.Findings, finding => finding.Id.StartsWith("policy-", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_policy_that_no_record_announces_is_a_fault()
    {
        var report = await rig.CheckAsync(new RigDomain { Sts = [] });

        Assert.Equal(InboundFinding.Broken, report.Overall);
        Assert.Contains(report.Findings, finding => finding is { Id: "policy-without-record", Severity: Severity.Error });
    }

    [Fact]
    public async Task A_long_record_in_several_strings_is_one_text() =>
        Assert.Equal(InboundFinding.Enforce, (await rig.CheckAsync(new RigDomain { Sts = [$"v=STSv1; ext={new string('x', 400)}; id=1;"] })).Overall);

    [Theory]
    [InlineData("v=TLSRPTv1; rua=mailto:a@example.com|v=TLSRPTv1; rua=mailto:b@example.com", "tlsrpt-record-multiple")]
    [InlineData("v=TLSRPTv1; rua=http://example.com", "tlsrpt-record-invalid")]
    [InlineData("v=TLSRPTv1 rua=mailto:a@example.com", "tlsrpt-record-unrecognized")]
    [InlineData("v=tlsrptv1; rua=mailto:a@example.com", "tlsrpt-record-unrecognized")]
    [InlineData("rua=mailto:a@example.com; v=TLSRPTv1", "tlsrpt-record-unrecognized")]
    [InlineData("v=TLSRPTv1; rua=mailto:a@example.com,b@example.com", "tlsrpt-record-partly-usable")]
    [InlineData("v=TLSRPTv1 ; rua=mailto:a@example.com", "tlsrpt-record-space-before-semicolon")]
    [InlineData("v=spf1 -all", "tlsrpt-record-absent")]
    public async Task A_faulty_TLSRPT_record_does_not_spoil_the_policy(string texts, string id)
    {
        var report = await rig.CheckAsync(new RigDomain { TlsRpt = texts.Split('|') });

        Assert.Single(report.Findings, finding => finding.Id == id);
        Assert.Equal(InboundFinding.Enforce, report.Overall);
    }

    [Fact]
    public async Task A_resolver_that_fails_or_keeps_silent_is_no_answer_about_the_domain()
    {
        var name = rig.Publish(new RigDomain());
        rig.Dns.Fails($"_mta-sts.{name}");
        rig.Dns.IsSilentAt($"_smtp._tls.{name}");
        rig.Dns.Fails(name);
        var report = await rig.CheckAsync(name, options => options with { LookupLimit = TimeSpan.FromMilliseconds(500) });

        Assert.Equal(InboundFinding.NotChecked, report.Overall);
        Assert.Contains(report.Findings, finding => finding is { Id: "sts-record-lookup-failed", Severity: Severity.NotChecked });
        Assert.Contains(report.Findings, finding => finding.Id == "tlsrpt-record-lookup-failed" && finding.What.Contains("in time", StringComparison.Ordinal));
        Assert.Contains(report.Findings, finding => finding is { Id: "mx-lookup-failed", Severity: Severity.NotChecked });
        Assert.False(report.HasError);
    }
}
