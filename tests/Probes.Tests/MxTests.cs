using MtaStsAudit.Model.Inbound;
using MtaStsAudit.Model.Verdicts;
using MtaStsAudit.Probes.Tests.Rig;

namespace MtaStsAudit.Probes.Tests;

public sealed class MxTests(InboundRig rig) : IClassFixture<InboundRig>
{
    [Theory]
    [InlineData(nameof(SmtpKind.StartTls), "mx-tls-ok", Severity.Ok)]
    [InlineData(nameof(SmtpKind.NoStartTls), "mx-starttls-not-offered", Severity.Error)]
    [InlineData(nameof(SmtpKind.DropsAtQuit), "mx-starttls-not-offered", Severity.Error)]
    [InlineData(nameof(SmtpKind.UntrustedCertificate), "mx-certificate-untrusted", Severity.Error)]
    [InlineData(nameof(SmtpKind.WrongName), "mx-certificate-wrong-name", Severity.Error)]
    [InlineData(nameof(SmtpKind.ExpiredCertificate), "mx-certificate-expired", Severity.Error)]
    [InlineData(nameof(SmtpKind.RefusesStartTls), "mx-starttls-refused", Severity.Error)]
    [InlineData(nameof(SmtpKind.BrokenHandshake), "mx-tls-failed", Severity.Error)]
    [InlineData(nameof(SmtpKind.SaysMoreInClear), "mx-tls-failed", Severity.Error)]
    [InlineData(nameof(SmtpKind.RefusesUs), "mx-no-service", Severity.Info)]
    [InlineData(nameof(SmtpKind.DropsConnection), "mx-no-service", Severity.Info)]
    [InlineData(nameof(SmtpKind.NoSmtp), "mx-no-service", Severity.Info)]
    [InlineData(nameof(SmtpKind.EndlessReply), "mx-no-service", Severity.Info)]
    [InlineData(nameof(SmtpKind.NotListening), "mx-unreachable", Severity.Info)]
    public async Task Each_fault_of_an_MX_host_is_told_apart(string kind, string id, Severity severity)
    {
        var report = await rig.CheckAsync(new RigDomain { Mx = [Enum.Parse<SmtpKind>(kind)] });

        var finding = Assert.Single(report.Findings, finding => finding.Subject == $"mx1.{report.Domain}" && finding.Id != "mx-covered");
        Assert.Equal((id, severity), (finding.Id, finding.Severity));
        Assert.Equal(InboundFinding.Enforce, report.Overall);
    }

    [Fact]
    public async Task A_silent_MX_host_is_given_up() =>
        Assert.Contains((await rig.CheckAsync(new RigDomain { Mx = [SmtpKind.Silent] }, options => options with { ProbeLimit = TimeSpan.FromSeconds(1) })).Findings,
            finding => finding is { Id: "mx-no-service", Severity: Severity.Info });

    [Fact]
    public async Task An_MX_host_to_which_this_machine_has_no_way_is_not_checked()
    {
        var name = rig.Publish(new RigDomain { Mx = [] });
        rig.Dns.Mx(name, 10, $"mx1.{name}");
        rig.Dns.Address($"mx1.{name}", "255.255.255.255");
        var report = await rig.CheckAsync(name);

        Assert.Contains(report.Findings, finding => finding is { Id: "mx-no-route", Severity: Severity.NotChecked });
        Assert.Equal((InboundFinding.Enforce, false), (report.Overall, report.HasError));
    }

    [Fact]
    public async Task An_MX_host_that_cannot_be_looked_up_is_not_checked()
    {
        var name = rig.Publish(new RigDomain());
        rig.Dns.Fails($"mx1.{name}");
        rig.Dns.Fails($"_25._tcp.mx1.{name}");
        var report = await rig.CheckAsync(name);

        Assert.Contains(report.Findings, finding => finding is { Id: "mx-host-lookup-failed", Severity: Severity.NotChecked });
        Assert.Contains(report.Findings, finding => finding is { Id: "tlsa-lookup-failed", Severity: Severity.NotChecked });
        Assert.Equal((InboundFinding.Enforce, false), (report.Overall, report.HasError));
    }

    [Fact]
    public async Task An_MX_record_that_holds_an_address_is_told_and_nothing_is_looked_up()
    {
        var name = rig.Publish(new RigDomain { Mx = [] });
        rig.Dns.Mx(name, 10, "203.0.113.56");
        rig.Dns.Address("203.0.113.56", SmtpServers.AddressOf(SmtpKind.StartTls));
        var report = await rig.CheckAsync(name);

        var finding = Assert.Single(report.Findings, finding => finding.Subject == "203.0.113.56");
        Assert.Equal(("mx-name-invalid", Severity.Error), (finding.Id, finding.Severity));
        Assert.Contains("is an IP address, not a name", finding.What, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_an_enforced_policy_a_fault_of_an_MX_host_is_a_warning()
    {
        var report = await rig.CheckAsync(new RigDomain { Mode = "testing", Mx = [SmtpKind.NoStartTls] });

        Assert.Contains(report.Findings, finding => finding is { Id: "mx-starttls-not-offered", Severity: Severity.Warning });
        Assert.False(report.HasError);
    }

    [Fact]
    public async Task Every_MX_host_is_matched_and_probed()
    {
        var report = await rig.CheckAsync(new RigDomain
        {
            Mx = [SmtpKind.StartTls, SmtpKind.NoStartTls],
            Serve = context => PolicyHosts.Serves($"version: STSv1\nmode: enforce\nmx: mx1.{context.Request.Host.Host["mta-sts.".Length..]}\nmax_age: 86400")(context),
        });

        Assert.Equal(["mx-covered", "mx-tls-ok"], report.Findings.Where(finding => finding.Subject == $"mx1.{report.Domain}").Select(finding => finding.Id));
        Assert.Equal(["mx-not-covered", "mx-starttls-not-offered"], report.Findings.Where(finding => finding.Subject == $"mx2.{report.Domain}").Select(finding => finding.Id));
        Assert.Equal(InboundFinding.Enforce, report.Overall);
    }

    [Theory]
    [InlineData("enforce")]
    [InlineData("testing")]
    public async Task A_policy_that_names_none_of_the_MX_hosts_is_broken(string mode)
    {
        var report = await rig.CheckAsync(new RigDomain { Serve = PolicyHosts.Serves($"version: STSv1\nmode: {mode}\nmx: *.other.test\nmax_age: 86400") });

        Assert.Equal(InboundFinding.Broken, report.Overall);
        Assert.Contains(report.Findings, finding => finding is { Id: "mx-none-covered", Severity: Severity.Error });
    }

    [Fact]
    public async Task No_session_could_be_taken_for_a_refusal_and_none_brings_mail()
    {
        var before = rig.Smtp.Sessions.Count;
        await rig.CheckAsync(new RigDomain { Mx = [.. Enum.GetValues<SmtpKind>().Where(kind => kind != SmtpKind.Silent)] }, options => options with { MostHosts = 20 });

        Assert.Contains("EHLO [127.0.0.1]", rig.Smtp.Commands);
        Assert.All(rig.Smtp.Commands, command => Assert.Contains(command.Split(' ')[0], new[] { "EHLO", "STARTTLS", "MAIL", "RSET", "QUIT" }));
        Assert.All(rig.Smtp.Sessions.Skip(before).Where(session => session.Contains("QUIT")), session => Assert.Contains("MAIL FROM:<>", session));
        Assert.True(rig.Smtp.Sessions.Skip(before).Count(session => session.Contains("QUIT")) > 6);
    }

    [Fact]
    public async Task A_domain_without_MX_records_is_its_own_host()
    {
        var name = rig.Publish(new RigDomain { Mx = [], Serve = context => PolicyHosts.Serves($"version: STSv1\nmode: enforce\nmx: {context.Request.Host.Host["mta-sts.".Length..]}\nmax_age: 86400")(context) });
        rig.Dns.Address(name, SmtpServers.AddressOf(SmtpKind.StartTls));
        var report = await rig.CheckAsync(name);

        Assert.Equal(["mx-covered", "mx-tls-ok"], report.Findings.Where(finding => finding.Subject == name).Select(finding => finding.Id));
    }

    [Fact]
    public async Task A_null_MX_says_that_there_is_nothing_to_probe()
    {
        var name = rig.Publish(new RigDomain { Mx = [] });
        rig.Dns.Mx(name, 0, ".");
        var report = await rig.CheckAsync(name);

        Assert.Contains(report.Findings, finding => finding.Id == "mx-null");
        Assert.DoesNotContain(report.Findings, finding => finding.Subject.StartsWith("_25.", StringComparison.Ordinal));
        Assert.Equal(InboundFinding.Enforce, report.Overall);
    }

    [Fact]
    public async Task An_MX_record_that_names_no_host_and_one_without_address_are_told()
    {
        var name = rig.Publish(new RigDomain());
        rig.Dns.Mx(name, 50, "not_a_host.test");
        rig.Dns.Mx(name, 60, $"nowhere.{name}");
        var report = await rig.CheckAsync(name);

        Assert.Contains(report.Findings, finding => finding is { Id: "mx-name-invalid", Subject: "not_a_host.test", Severity: Severity.Error });
        Assert.Contains(report.Findings, finding => finding.Id == "mx-no-address" && finding.Subject == $"nowhere.{name}");
    }

    [Fact]
    public async Task Only_so_many_MX_hosts_are_probed_and_it_is_said()
    {
        var report = await rig.CheckAsync(new RigDomain { Mx = [SmtpKind.StartTls, SmtpKind.StartTls, SmtpKind.StartTls] }, options => options with { MostHosts = 2 });

        Assert.Equal(2, report.Findings.Count(finding => finding.Id == "mx-tls-ok"));
        Assert.Equal(3, report.Findings.Count(finding => finding.Id == "mx-covered"));
        Assert.Contains(report.Findings, finding => finding.Id == "mx-not-all-probed");
    }

    [Theory]
    [InlineData(false, "tlsa-not-authenticated")]
    [InlineData(true, "tlsa-present")]
    public async Task TLSA_records_count_when_the_resolver_vouches_for_them(bool authenticated, string id)
    {
        var name = rig.Publish(new RigDomain());
        rig.Dns.Tlsa($"_25._tcp.mx1.{name}", [3, 1, 1, .. Enumerable.Repeat((byte)0xab, 32)]);
        if (authenticated)
        {
            rig.Dns.IsAuthenticated($"_25._tcp.mx1.{name}");
        }

        var finding = Assert.Single((await rig.CheckAsync(name)).Findings, finding => finding.Subject == $"_25._tcp.mx1.{name}");
        Assert.Equal(id, finding.Id);
        Assert.Equal(authenticated, finding.What.Contains("3 1 1 abab", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task TLSA_records_with_usages_that_say_nothing_for_SMTP_are_warned_of()
    {
        var name = rig.Publish(new RigDomain());
        var owner = $"_25._tcp.mx1.{name}";
        rig.Dns.Tlsa(owner, [0, 0, 1, .. Enumerable.Repeat((byte)0xcd, 32)]);
        rig.Dns.Tlsa(owner, [1, 1, 1, .. Enumerable.Repeat((byte)0xab, 32)]);
        rig.Dns.IsAuthenticated(owner);

        var finding = Assert.Single((await rig.CheckAsync(name)).Findings, finding => finding.Subject == owner);
        Assert.Equal(("tlsa-unusable", Severity.Warning, "RFC 7672 §3.1.3"), (finding.Id, finding.Severity, finding.Section));
    }

    [Fact]
    public async Task What_a_server_says_comes_without_its_control_characters() =>
        Assert.All((await rig.CheckAsync(new RigDomain { Mx = [SmtpKind.RefusesUs] })).Findings,
            finding => Assert.DoesNotContain(finding.What, char.IsControl));
}
