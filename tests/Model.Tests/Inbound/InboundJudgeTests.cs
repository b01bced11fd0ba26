using System.Net;
using MtaStsAudit.Model.Inbound;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Verdicts;

namespace MtaStsAudit.Model.Tests.Inbound;

/// <summary>What facts amount to: the domain answers for what it publishes, and for nothing that keeps us from seeing it.</summary>
public sealed class InboundJudgeTests
{
    private const string TimedOut = "the resolver did not answer in time";

    private static readonly DomainName Domain = DomainName.Parse("example.com");
    private static readonly MxTarget Host = new("mx.example.com", 10);

    private static readonly InboundFacts Faultless = new(
        Domain,
        new(["v=STSv1; id=1;"]),
        new(PolicyFetchOutcome.Served, Text: "version: STSv1\r\nmode: enforce\r\nmx: mx.example.com\r\nmax_age: 604800\r\n"),
        new([Host]),
        [new(Host, new(MxProbeOutcome.Encrypted, IPAddress.Parse("192.0.2.1"), Certificate: new(CertificateFaults.None, "", "", default)), new([]))],
        new(["v=TLSRPTv1; rua=mailto:tls@example.com"]));

    [Fact]
    public void What_was_seen_and_is_right_is_enforced() => Assert.Equal((InboundFinding.Enforce, false, false), Shown(Faultless));

    public static TheoryData<string, InboundFacts, InboundFinding> OwnInabilities => new()
    {
        { "sts-record-lookup-failed", Faultless with { StsTexts = new([], TimedOut) }, InboundFinding.NotChecked },
        { "sts-record-lookup-failed", Faultless with { StsTexts = new([], "the resolver answered ServerFailure"), Policy = new(PolicyFetchOutcome.OtherStatus, "404") }, InboundFinding.NotChecked },
        { "policy-host-lookup-failed", Faultless with { Policy = new(PolicyFetchOutcome.LookupFailed, TimedOut) }, InboundFinding.NotChecked },
        { "policy-host-no-route", Faultless with { Policy = new(PolicyFetchOutcome.NoRoute, "Network is unreachable") }, InboundFinding.NotChecked },
        { "mx-lookup-failed", Faultless with { Mx = new([], TimedOut), Hosts = [] }, InboundFinding.NotChecked },
        { "mx-host-lookup-failed", WithProbe(new(MxProbeOutcome.LookupFailed, Detail: TimedOut)), InboundFinding.Enforce },
        { "mx-no-route", WithProbe(new(MxProbeOutcome.NoRoute, Detail: "Network is unreachable")), InboundFinding.Enforce },
        { "mx-no-answer", WithProbe(new(MxProbeOutcome.NoAnswer, Detail: "Connection timed out")), InboundFinding.Enforce },
        { "tlsa-lookup-failed", Faultless with { Hosts = [Faultless.Hosts[0] with { Tlsa = new([], TimedOut) }] }, InboundFinding.Enforce },
        { "tlsrpt-record-lookup-failed", Faultless with { TlsRptTexts = new([], TimedOut) }, InboundFinding.Enforce },
    };

    [Theory]
    [MemberData(nameof(OwnInabilities), DisableDiscoveryEnumeration = true)]
    public void What_we_could_not_see_is_not_checked_and_never_the_domains_fault(string id, InboundFacts facts, InboundFinding overall)
    {
        var report = InboundJudge.Judge(facts, default);

        Assert.Equal(Severity.NotChecked, Assert.Single(report.Findings, finding => finding.Id == id).Severity);
        Assert.Equal((overall, true), (report.Overall, report.HasNotChecked));
        Assert.DoesNotContain(report.Findings, finding => finding.Severity == Severity.Error && !finding.Id.StartsWith("policy-status", StringComparison.Ordinal));
    }

    [Fact]
    public void A_fault_that_was_seen_stands_beside_what_was_not()
    {
        Assert.Equal((InboundFinding.Broken, true, true),
            Shown(Faultless with { StsTexts = new(["v=STSv1; id=a-b;"]), Policy = new(PolicyFetchOutcome.LookupFailed, TimedOut) }));
        Assert.Equal((InboundFinding.Broken, true, true), Shown(Faultless with { Policy = new(PolicyFetchOutcome.OtherStatus, "404"), Mx = new([], TimedOut), Hosts = [] }));
        Assert.Equal(InboundFinding.Absent, Shown(Faultless with { StsTexts = new([]), Policy = new(PolicyFetchOutcome.LookupFailed, TimedOut) }).Overall);
    }

    [Fact]
    public void A_policy_without_force_is_none_whatever_its_MX_hosts() =>
        Assert.Equal(InboundFinding.None,
            Shown(Faultless with { Policy = Faultless.Policy with { Text = "version: STSv1\nmode: none\nmax_age: 86400" }, Mx = new([], TimedOut), Hosts = [] }).Overall);

    [Theory]
    [InlineData("3 1 1", 32, null)]
    [InlineData("2 0 2", 64, null)]
    [InlineData("3 0 0", 700, null)]
    [InlineData("0 0 1", 32, "PKIX-TA")]
    [InlineData("1 1 1", 32, "PKIX-EE")]
    [InlineData("4 1 1", 32, "usage 4")]
    [InlineData("3 2 1", 32, "selector 2")]
    [InlineData("3 1 3", 32, "matching type 3")]
    [InlineData("3 1 1", 20, "32 octets")]
    [InlineData("3 1 2", 32, "64 octets")]
    public void A_TLSA_record_that_senders_pass_over_is_warned_of(string fields, int octets, string? fault)
    {
        var record = $"{fields} {string.Concat(Enumerable.Repeat("ab", octets))}";
        var report = InboundJudge.Judge(Faultless with { Hosts = [Faultless.Hosts[0] with { Tlsa = new([record], IsAuthenticated: true) }] }, default);

        var finding = Assert.Single(report.Findings, finding => finding.Id.StartsWith("tlsa-", StringComparison.Ordinal));
        Assert.Equal(fault is null ? ("tlsa-present", Severity.Ok) : ("tlsa-unusable", Severity.Warning), (finding.Id, finding.Severity));
        Assert.Contains(fault ?? "TLSA", finding.What, StringComparison.Ordinal);
    }

    [Fact]
    public void One_usable_TLSA_record_is_told_beside_those_that_are_not()
    {
        var tlsa = new DnsAnswer<string>([$"3 1 1 {new string('a', 64)}", $"1 1 1 {new string('b', 64)}"], IsAuthenticated: true);
        var report = InboundJudge.Judge(Faultless with { Hosts = [Faultless.Hosts[0] with { Tlsa = tlsa }] }, default);

        Assert.Equal(["tlsa-present", "tlsa-unusable"], report.Findings.Where(finding => finding.Id.StartsWith("tlsa-", StringComparison.Ordinal)).Select(finding => finding.Id));
    }

    private static InboundFacts WithProbe(MxProbe probe) => Faultless with { Hosts = [new(Host, probe, new([]))] };

    private static (InboundFinding Overall, bool HasError, bool HasNotChecked) Shown(InboundFacts facts)
    {
        var report = InboundJudge.Judge(facts, default);
        return (report.Overall, report.HasError, report.HasNotChecked);
    }
}
