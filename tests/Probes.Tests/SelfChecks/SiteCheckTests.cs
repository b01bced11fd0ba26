using MtaStsAudit.Model.Dns;
using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.SelfChecks;
using MtaStsAudit.Probes.Tests.Rig;

namespace MtaStsAudit.Probes.Tests.SelfChecks;

/// <summary>What a look at a testbed finds, with real DNS, HTTPS and SMTP on loopback.</summary>
public sealed class SiteCheckTests(InboundRig rig) : IClassFixture<InboundRig>
{
    [Fact]
    public async Task A_testbed_as_designed_has_nothing_else_to_tell()
    {
        var findings = await new RigSite(rig).CheckAsync();

        Assert.All(findings, finding => Assert.True(finding.State == SiteState.AsDesigned, finding.ToString()));
        // Records, policy host, mail host and reports of each; f has no policy host; and the API.
        Assert.Equal((6 * 4) - 1 + 1, findings.Count);
    }

    [Theory]
    [InlineData('a', nameof(SmtpKind.NoStartTls), "does not offer STARTTLS")]
    [InlineData('a', nameof(SmtpKind.UntrustedCertificate), "not trusted")]
    [InlineData('a', nameof(SmtpKind.ExpiredCertificate), "expired")]
    [InlineData('a', nameof(SmtpKind.WrongName), "made for")]
    [InlineData('a', nameof(SmtpKind.RefusesStartTls), "STARTTLS fails")]
    [InlineData('a', nameof(SmtpKind.RequiresTls), "530")]
    [InlineData('b', nameof(SmtpKind.StartTls), "offers STARTTLS and must not")]
    [InlineData('d', nameof(SmtpKind.StartTls), "it is trusted")]
    [InlineData('d', nameof(SmtpKind.WrongName), "made for")]
    [InlineData('d', nameof(SmtpKind.ExpiredCertificate), "expired")]
    [InlineData('e', nameof(SmtpKind.StartTls), "MAIL without TLS is answered 250")]
    [InlineData('f', nameof(SmtpKind.StartTls), "offers STARTTLS and must not")]
    public async Task A_mail_host_that_answers_otherwise_than_its_row_is_told(char letter, string kind, string words) =>
        await OnlyFaultAsync(site => site.Servers[letter] = Enum.Parse<SmtpKind>(kind), letter, TestbedPart.MailHost, words);

    [Theory]
    [InlineData(nameof(SmtpKind.NotListening), "No mail server answers")]
    [InlineData(nameof(SmtpKind.DropsConnection), "No mail server answers")]
    [InlineData(nameof(SmtpKind.RefusesUs), "554")]
    [InlineData(nameof(SmtpKind.PutsMailOff), "It puts mail off: 451")]
    [InlineData(nameof(SmtpKind.Silent), "it took longer than")]
    public async Task A_mail_host_that_takes_no_mail_is_not_seen_and_told(string kind, string words) =>
        await OnlyFaultAsync(site => site.Servers['b'] = Enum.Parse<SmtpKind>(kind), 'b', TestbedPart.Reach, words);

    [Theory]
    [InlineData(nameof(CertificateKind.Expired), "expired")]
    [InlineData(nameof(CertificateKind.Untrusted), "not trusted")]
    [InlineData(nameof(CertificateKind.None), "TLS fails")]
    public async Task A_policy_host_that_no_sender_would_trust_is_told(string kind, string words) =>
        await OnlyFaultAsync(site => site.PolicyCertificates['b'] = Enum.Parse<CertificateKind>(kind), 'b', TestbedPart.Policy, words);

    [Theory]
    [InlineData("version: STSv1\r\nmode: testing\r\nmx: mail-b.example\r\nmax_age: 604800\r\n", "text/plain", "Another policy", 604800)]
    [InlineData("version: STSv1\r\nmode: none\r\nmax_age: 86400\r\n", "text/plain", "Another policy", 86400)]
    [InlineData("version: STSv1\r\n", "text/plain", "Another policy", null)]
    [InlineData("<html>", "text/html", "The type is 'text/html'", null)]
    public async Task A_policy_host_that_serves_something_else_is_told_and_for_how_long_senders_keep_it(string text, string type, string words, int? keptFor)
    {
        var fault = await OnlyFaultAsync(site => site.Manners['b'] = PolicyHosts.Serves(text, type), 'b', TestbedPart.Policy, words);
        Assert.Equal(keptFor, fault.KeptFor?.TotalSeconds);
    }

    [Fact]
    public async Task A_record_that_is_missing_keeps_senders_from_the_policy() =>
        await OnlyFaultAsync(site => site.Published = record => record.Owner == $"_mta-sts.{site.Names.MailDomain(new('d'))}" ? null : record,
            'd', TestbedPart.Policy, "0 records begin with v=STSv1");

    [Fact]
    public async Task A_policy_where_there_should_be_none_is_told_and_may_be_kept() =>
        Assert.NotNull((await OnlyFaultAsync(
            site => rig.Dns.Text($"_mta-sts.{site.Names.MailDomain(new('f'))}", "v=STSv1; id=1;"), 'f', TestbedPart.Policy, "this scenario has no policy")).KeptFor);

    [Fact]
    public async Task A_lookup_that_fails_is_told() =>
        await OnlyFaultAsync(site => rig.Dns.Fails($"_mta-sts.{site.Names.MailDomain(new('a'))}"), 'a', TestbedPart.Policy, "cannot be looked up");

    [Theory]
    [InlineData("_mta-sts.d", TestbedPart.Policy, TestbedPart.Policy)]
    [InlineData("mta-sts.d", TestbedPart.Policy, TestbedPart.Policy)]
    [InlineData("d", TestbedPart.Reach, TestbedPart.Reach)]
    [InlineData("mail-d", TestbedPart.Reach, TestbedPart.Reach)]
    [InlineData("_smtp._tls.d", TestbedPart.Reports, null)]
    [InlineData("api", TestbedPart.Api, null)]
    public async Task A_name_that_no_resolver_answers_for_is_nobodys_fault_and_may_have_kept_a_sender_from_it(string name, TestbedPart part, TestbedPart? misleads)
    {
        var site = new RigSite(rig) { Options = rig.Options with { LookupLimit = TimeSpan.FromSeconds(1) } };
        rig.Dns.IsSilentAt($"{name}.{site.Names.Site}");

        var finding = Assert.Single(await site.CheckAsync(), finding => finding.State != SiteState.AsDesigned);
        Assert.Equal((SiteState.NotChecked, part, misleads), (finding.State, finding.Part, finding.Fault?.Part));
        Assert.Equal("It could not be checked: the resolver did not answer in time.", finding.What);
    }

    [Fact]
    public async Task Another_MX_is_told() =>
        await OnlyFaultAsync(site => rig.Dns.Mx(site.Names.MailDomain(new('a')).Value, 5, "mail.elsewhere.test"), 'a', TestbedPart.MailHost, "mail.elsewhere.test");

    [Fact]
    public async Task An_older_id_needs_care_and_misleads_nobody()
    {
        var site = new RigSite(rig);
        var owner = $"_mta-sts.{site.Names.MailDomain(new('a'))}";
        site.Published = record => record.Owner == owner ? record with { Value = "v=STSv1; id=older;" } : record;

        var finding = Assert.Single(await site.CheckAsync(), finding => finding.State != SiteState.AsDesigned);
        Assert.Equal((SiteState.NeedsCare, owner), (finding.State, finding.Subject));
        Assert.Null(finding.Fault);
    }

    [Fact]
    public async Task An_API_that_does_not_answer_is_told_and_is_no_receivers_fault()
    {
        var finding = Assert.Single(await new RigSite(rig) { ApiIsUp = false }.CheckAsync(), finding => finding.State != SiteState.AsDesigned);

        Assert.Equal((SiteState.NotAsDesigned, TestbedPart.Api), (finding.State, finding.Part));
        Assert.Null(finding.Fault);
    }

    [Fact]
    public async Task An_address_without_a_way_to_it_could_not_be_checked_and_what_is_there_is_not_known()
    {
        // No system has a way to the broadcast address for a socket that did not ask to broadcast.
        var site = new RigSite(rig);
        var host = site.Names.MailHost(new ReceiverName('c')).Value;
        site.Published = record => record.Owner == host ? record with { Value = "255.255.255.255" } : record;

        var finding = Assert.Single(await site.CheckAsync(), finding => finding.State != SiteState.AsDesigned);
        Assert.Equal((SiteState.NotChecked, 'c'), (finding.State, finding.Receiver!.Value.Value[0]));
        Assert.Equal(TestbedPart.Reach, finding.Fault!.Part);
    }

    [Fact]
    public async Task No_session_of_a_look_could_be_taken_for_a_refusal()
    {
        var before = rig.Smtp.Sessions.Count;
        await new RigSite(rig).CheckAsync();

        // One in clear text at each, and one with STARTTLS where it is offered.
        var sessions = rig.Smtp.Sessions.Skip(before).ToList();
        Assert.Equal(12, sessions.Count);
        Assert.All(sessions, commands => Assert.Contains(commands, command => command.StartsWith("MAIL ", StringComparison.Ordinal)));
        Assert.DoesNotContain(sessions.SelectMany(commands => commands), command => command.StartsWith("RCPT", StringComparison.Ordinal));
    }

    private async Task<TestbedFault> OnlyFaultAsync(Action<RigSite> change, char letter, TestbedPart part, string words)
    {
        var site = new RigSite(rig);
        change(site);
        var finding = Assert.Single(await site.CheckAsync(), finding => finding.State != SiteState.AsDesigned);

        Assert.Equal((SiteState.NotAsDesigned, part, letter), (finding.State, finding.Part, finding.Receiver!.Value.Value[0]));
        Assert.Contains(words, finding.What, StringComparison.Ordinal);
        Assert.NotNull(finding.Advice);
        Assert.Equal(part, finding.Fault!.Part);
        return finding.Fault;
    }
}
