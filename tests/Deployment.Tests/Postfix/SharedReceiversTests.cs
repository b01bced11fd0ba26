using System.Net;
using System.Text.RegularExpressions;
using MtaStsAudit.Deployment.Postfix;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Receivers;
using MtaStsAudit.Model.Scenarios;
using MtaStsAudit.Model.Settings;
using MtaStsAudit.Model.Verdicts;

namespace MtaStsAudit.Deployment.Tests.Postfix;

public sealed class SharedReceiversTests
{
    private static readonly SiteNames Names = new(DomainName.Parse("audit.test"));

    private static readonly IReadOnlyList<(Receiver Receiver, IPAddress Address)> Placed =
        [.. Catalogue.Receivers.Where(receiver => !receiver.Name.IsOfStudy).Select((receiver, index) => (receiver, new IPAddress([10, 9, 0, (byte)(index + 1)])))];

    private static readonly Dictionary<string, string> Files =
        SharedReceivers.Render(Placed, Names, new PostfixHost([], IPAddress.Parse("10.9.9.9"))).ToDictionary(file => file.Path, file => file.Content);

    private static readonly IReadOnlyList<MasterEntry> Services = [.. MasterEntry.Of(Files["master.cf"]).Where(entry => entry.Options.Count > 0)];

    public static TheoryData<string> Receivers => [.. Placed.Select(one => one.Receiver.Name.Value)];

    [Fact]
    public void Each_receiver_is_one_service_and_no_two_share_an_address_and_port()
    {
        Assert.Equal(Placed.Count, Services.Count);
        Assert.Equal(Placed.Count, Services.Select(service => service.EndPoint).Distinct().Count());
        Assert.Equal(Placed.Select(one => $"postfix/{one.Receiver.Name}"), Services.Select(service => service.Options["syslog_name"]));
    }

    [Theory]
    [MemberData(nameof(Receivers))]
    public void A_receiver_s_log_and_milter_sessions_have_its_name(string name)
    {
        var service = ServiceOf(name);

        Assert.Equal($"postfix/{name}", service.Options["syslog_name"]);
        Assert.Equal(name, service.Options["milter_macro_daemon_name"]);
        Assert.Equal(Names.MailHost(Catalogue.Find(new(name))!).Value, service.Options["myhostname"]);
    }

    [Theory]
    [MemberData(nameof(Receivers))]
    public void A_receiver_offers_TLS_as_its_row_says_with_the_certificate_of_its_own_host(string name)
    {
        var receiver = Catalogue.Find(new(name))!;
        var service = ServiceOf(name);

        Assert.Equal(receiver.Tls == TlsOffer.None ? "none" : "may", service.Options["smtpd_tls_security_level"]);
        Assert.Equal(receiver.Tls != TlsOffer.None, service.Options.ContainsKey("smtpd_tls_chain_files"));
        Assert.Equal(receiver.Tls != TlsOffer.None, service.Options.ContainsKey("tls_server_sni_maps"));
        if (receiver.Tls != TlsOffer.None)
        {
            var host = receiver.Certificate == CertificateKind.RightBySni ? "api.audit.test" : Names.MailHost(receiver).Value;
            Assert.Equal($"/etc/postfix/certificates/{host}/certificate.pem", service.Options["smtpd_tls_chain_files"]);
            Assert.True(Files.ContainsKey(service.Options["tls_server_sni_maps"]["texthash:/etc/postfix/".Length..]));
        }
    }

    [Theory]
    [MemberData(nameof(Receivers))]
    public void A_receiver_takes_mail_for_its_own_scenario_only(string name)
    {
        var restrictions = ServiceOf(name).Options["smtpd_recipient_restrictions"];

        Assert.Contains($"{{ {Names.MailDomain(Catalogue.Find(new(name))!.Scenario)} = OK }}", restrictions, StringComparison.Ordinal);
        Assert.EndsWith(", reject", restrictions, StringComparison.Ordinal);
        Assert.Equal(name.StartsWith("xn--", StringComparison.Ordinal) ? 2 : 1, restrictions.Split("= OK").Length - 1);
    }

    [Fact]
    public void An_international_name_is_taken_in_both_its_spellings()
    {
        Assert.Contains("{ mta-sts-prüfung.audit.test = OK }", ServiceOf("xn--mta-sts-prfung-psb").Options["smtpd_recipient_restrictions"], StringComparison.Ordinal);
        Assert.Contains("\n  mta-sts-prüfung.audit.test\n", Files["main.cf"], StringComparison.Ordinal);
    }

    [Fact]
    public void A_domain_below_another_one_is_taken_and_no_other_below_it()
    {
        const string token = "0f8fad5b-d9cb-469f-a165-70867728950e";
        // Postfix compares without regard to case.
        var accepted = Files["recipients"].Split('\n').Where(line => line.StartsWith("/^", StringComparison.Ordinal))
            .Select(line => new Regex(line[1..line.LastIndexOf('/')], RegexOptions.IgnoreCase)).ToList();

        Assert.Contains(accepted, pattern => pattern.IsMatch($"{token}@subdomain.records-beside.audit.test"));
        Assert.Contains(accepted, pattern => pattern.IsMatch($"{token}@records-beside.audit.test"));
        Assert.DoesNotContain(accepted, pattern => pattern.IsMatch($"{token}@other.records-beside.audit.test"));
        Assert.DoesNotContain(accepted, pattern => pattern.IsMatch($"{token}@subdomain.expired.audit.test"));
    }

    [Theory]
    [InlineData("rsa-1024", true)]
    [InlineData("rsa-4096", false)]
    [InlineData("expired", false)]
    public void Only_a_receiver_with_a_short_key_has_OpenSSL_load_it(string name, bool isShort)
    {
        Assert.Equal(isShort ? "/etc/postfix/openssl-short-keys.cnf" : null, ServiceOf(name).Options.GetValueOrDefault("tls_config_file"));
        Assert.True(Files.ContainsKey("openssl-short-keys.cnf"));
    }

    [Theory]
    [InlineData("tls12-only", ">=TLSv1.2, <=TLSv1.2")]
    [InlineData("tls13-only", ">=TLSv1.3")]
    [InlineData("tls11-only", ">=TLSv1, <=TLSv1.1")]
    [InlineData("wrong-name", null)]
    public void Only_a_receiver_whose_row_says_so_speaks_unusual_versions_of_TLS(string name, string? protocols) =>
        Assert.Equal(protocols, ServiceOf(name).Options.GetValueOrDefault("smtpd_tls_protocols"));

    [Fact]
    public void The_right_certificate_by_SNI_is_that_of_the_host_that_is_named()
    {
        Assert.Equal("texthash:/etc/postfix/server-names-sni-decides", ServiceOf("sni-decides").Options["tls_server_sni_maps"]);
        Assert.Equal("mail-sni-decides.audit.test /etc/postfix/certificates/mail-sni-decides.audit.test/certificate.pem\n", Files["server-names-sni-decides"]);
        Assert.Equal("", Files["server-names"]);
    }

    [Fact]
    public void A_receiver_has_a_public_service_unless_a_front_stands_before_it()
    {
        foreach (var (receiver, address) in Placed)
        {
            var service = ServiceOf(receiver.Name.Value);
            if (receiver.Channel is null)
            {
                Assert.Equal($"{address}:smtp", service.EndPoint);
                Assert.False(service.Options.ContainsKey("smtpd_upstream_proxy_protocol"));
            }
            else
            {
                Assert.StartsWith("127.0.0.1:", service.EndPoint, StringComparison.Ordinal);
                Assert.Equal("haproxy", service.Options["smtpd_upstream_proxy_protocol"]);
            }
        }
    }

    [Fact]
    public void Each_front_listens_at_its_receiver_s_address_and_leads_to_its_service()
    {
        var front = SharedReceivers.Front(Placed, new(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(300)))!;
        var fronted = Placed.Where(one => one.Receiver.Channel is not null).ToList();

        Assert.Equal(Enum.GetValues<ChannelFault>().Order(), front.Listeners.Select(listener => listener.Fault).Order());
        Assert.Equal(fronted.Select(one => (one.Receiver.Name.Value, new IPEndPoint(one.Address, 25), one.Receiver.Channel!.Value)), front.Listeners.Select(listener => (listener.Name, listener.Address, listener.Fault)));
        Assert.All(front.Listeners, listener => Assert.Equal($"{listener.Upstream}", ServiceOf(listener.Name).EndPoint));
        Assert.Equal(fronted.Count, front.Listeners.Select(listener => listener.Upstream!.Port).Distinct().Count());
        Assert.DoesNotContain(FrontSettings.HealthPort, front.Listeners.Select(listener => listener.Upstream!.Port));
        Assert.Empty(FrontSettingsParser.Parse(front.ToJson()).Faults);
        Assert.Equal((TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(300)), (front.FaultLasts, front.ClientsAreRemembered));
    }

    [Fact]
    public void The_rsyslog_beside_a_front_takes_its_lines_on_loopback_and_one_without_a_front_opens_no_port()
    {
        var front = SharedReceivers.Front(Placed, AuditRules.Default)!;
        var rsyslog = Conf(Placed);

        Assert.Contains($"input(type=\"imudp\" address=\"127.0.0.1\" port=\"{front.Syslog!.Port}\")", rsyslog, StringComparison.Ordinal);
        Assert.Contains("or $programname == \"front\" then {", rsyslog, StringComparison.Ordinal);
        Assert.DoesNotContain(front.Syslog.Port, front.Listeners.Select(listener => listener.Upstream!.Port));
        Assert.DoesNotContain("imudp", Conf([.. Placed.Where(one => one.Receiver.Channel is null)]), StringComparison.Ordinal);

        static string Conf(IReadOnlyList<(Receiver Receiver, IPAddress Address)> placed) =>
            SharedReceivers.Render(placed, Names, new PostfixHost([], IPAddress.Loopback)).Single(file => file.Path == "rsyslog.conf").Content;
    }

    [Fact]
    public void Without_a_receiver_that_needs_one_there_is_no_front() =>
        Assert.Null(SharedReceivers.Front([.. Placed.Where(one => one.Receiver.Channel is null)], AuditRules.Default));

    [Fact]
    public void Every_scenario_s_domain_is_a_destination_once() =>
        Assert.All(
            Placed.Select(one => Names.MailDomain(one.Receiver.Scenario).Value).Distinct(),
            domain => Assert.Single(Files["main.cf"].Split('\n'), line => line.Trim() == domain || line == $"mydestination = {domain}"));

    [Fact]
    public void Its_own_name_is_no_receiver_s()
    {
        Assert.Null(Catalogue.Find(new(SharedReceivers.Name)));
        Assert.Contains("\nmyhostname = mail-shared.audit.test\n", Files["main.cf"], StringComparison.Ordinal);
        Assert.DoesNotContain("smtpd_tls_chain_files", Files["main.cf"], StringComparison.Ordinal);
    }

    private static MasterEntry ServiceOf(string name) => Services.Single(service => service.Options["syslog_name"] == $"postfix/{name}");
}
