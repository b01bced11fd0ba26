using System.Net;
using FsCheck.Xunit;
using MtaStsAudit.Deployment.DigitalOcean;
using MtaStsAudit.Deployment.Placement;
using MtaStsAudit.Model.Scenarios;
using MtaStsAudit.Model.Settings;

namespace MtaStsAudit.Deployment.Tests.DigitalOcean;

public sealed class StackSettingsParserTests
{
    [Fact]
    public void Domain_and_operator_are_enough()
    {
        var (settings, faults) = Parse();

        Assert.Empty(faults);
        Assert.Equal("audit.example.com", settings?.Names.Site.Value);
        Assert.Equal("example.com", settings?.Zone.Value);
        Assert.Equal([IPNetwork.Parse("203.0.113.7/32")], settings?.OperatorNetworks);
        Assert.Equal(AcmeDirectory.Production, settings?.Acme);
        Assert.Equal(Layout.Spread, settings?.Layout);
        Assert.Same(Suite.Study, settings?.Suite);
        Assert.False(settings?.UsesReservedAddresses);
        Assert.Equal(("s-1vcpu-1gb", "s-1vcpu-512mb-10gb"), (settings?.Size, settings?.SatelliteSize));
        Assert.Equal(CheckScope.Everything, settings?.Check);
        Assert.Equal(TimeSpan.FromMinutes(5), settings?.Ttl);
        Assert.Null(settings?.AdminSecret);
        Assert.Null(settings?.Database);
    }

    [Theory]
    [InlineData("domain", "exa mple.com", "mta-sts-audit:domain is 'exa mple.com: 'exa mple' is not a label")]
    [InlineData("domain", "localhost", "mta-sts-audit:domain is 'localhost: a single label is no zone'")]
    [InlineData("domain", "", "mta-sts-audit:domain is missing; allowed: a zone that DigitalOcean DNS hosts")]
    [InlineData("subdomain", "au_dit", "mta-sts-audit:subdomain is 'au_dit:")]
    [InlineData("region", "Frankfurt", "mta-sts-audit:region is 'Frankfurt'; allowed: a region of DigitalOcean")]
    [InlineData("size", "big", "mta-sts-audit:size is 'big'")]
    [InlineData("image", "debian-12-x64", "mta-sts-audit:image is 'debian-12-x64'; allowed: an image of Debian 13 or later")]
    [InlineData("operatorCidrs", "", "mta-sts-audit:operatorCidrs is missing; allowed: a JSON list")]
    [InlineData("operatorCidrs", "203.0.113.7", "mta-sts-audit:operatorCidrs is '203.0.113.7'; allowed: a JSON list")]
    [InlineData("operatorCidrs", "[]", "mta-sts-audit:operatorCidrs is '[]'")]
    [InlineData("operatorCidrs", "[null]", "mta-sts-audit:operatorCidrs is '[null]'")]
    [InlineData("operatorCidrs", """["203.0.113.7/33"]""", "mta-sts-audit:operatorCidrs is '203.0.113.7/33'")]
    [InlineData("operatorCidrs", """["0.0.0.0/0"]""", "allowed: networks of your own; the whole internet only with mta-sts-audit:allowSshFromAnywhere true")]
    [InlineData("operatorCidrs", """["::/0"]""", "mta-sts-audit:operatorCidrs is '::/0'")]
    [InlineData("allowSshFromAnywhere", "yes", "mta-sts-audit:allowSshFromAnywhere is 'yes'; allowed: true, false")]
    [InlineData("contact", "hostmaster", "mta-sts-audit:contact is 'hostmaster'; allowed: a mail address")]
    [InlineData("acmeProfile", "short lived", "mta-sts-audit:acmeProfile is 'short lived'; allowed: the name of a profile of the CA")]
    [InlineData("acmeDirectory", "http://ca.example/dir", "mta-sts-audit:acmeDirectory is 'http://ca.example/dir'; allowed: production, staging")]
    [InlineData("acmeDirectory", "https://ca.example/dir", "mta-sts-audit:caaIssuer is missing")]
    [InlineData("layout", "Compact", "mta-sts-audit:layout is 'Compact'; allowed: compact, spread, hosts")]
    [InlineData("suite", "Standard", "mta-sts-audit:suite is 'Standard'; allowed: study, standard, complete, certificates, mx-matching,")]
    [InlineData("satelliteSize", "small", "mta-sts-audit:satelliteSize is 'small'; allowed: a droplet size of DigitalOcean")]
    [InlineData("reservedAddresses", "yes", "mta-sts-audit:reservedAddresses is 'yes'; allowed: true, false")]
    [InlineData("ttl", "29", "mta-sts-audit:ttl is '29'; allowed: 30 to 86400 seconds")]
    [InlineData("ttl", "1e3", "mta-sts-audit:ttl is '1e3'")]
    [InlineData("nameServers", """["ns1.example.com"]""", "mta-sts-audit:nameServers is 'ns1.example.com'")]
    [InlineData("protectEvidence", "1", "mta-sts-audit:protectEvidence is '1'")]
    [InlineData("check", "none", "mta-sts-audit:check is 'none'; allowed: everything, ipv4, https")]
    [InlineData("operatorContact", "call us", "mta-sts-audit:operatorContact is 'call us'; allowed: a mail address such as operator@example.com, or an https URL, or leave it out")]
    [InlineData("abuseContact", "https://example.com/", "mta-sts-audit:abuseContact is 'https://example.com/'; allowed: a mail address")]
    [InlineData("source", "git.example.com", "mta-sts-audit:source is 'git.example.com'; allowed: an https URL")]
    [InlineData("inboundCheck", "off", "mta-sts-audit:inboundCheck is 'off'; allowed: true, false")]
    [InlineData("domian", "example.com", "mta-sts-audit:domian is not a setting; allowed: abuseContact, acmeDirectory, acmeProfile,")]
    public void A_fault_names_the_setting_its_value_and_what_is_allowed(string name, string value, string expected)
    {
        var (settings, faults) = Parse((name, value));

        Assert.Null(settings);
        Assert.Contains(expected, Assert.Single(faults), StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_web_page_says_of_the_operator_is_read()
    {
        var settings = Parse(
            ("operatorName", "Example University"), ("operatorContact", "https://www.example.edu/contact"), ("abuseContact", "abuse@example.edu"),
            ("source", "https://git.example.edu/audit"), ("inboundCheck", "false")).Settings!;

        Assert.Equal(new SiteOperator("Example University", "https://www.example.edu/contact", "abuse@example.edu", new("https://git.example.edu/audit")), settings.Operator);
        Assert.False(settings.OffersInboundCheck);
        Assert.Equal((SiteOperator.Unnamed, true), (Parse().Settings!.Operator, Parse().Settings!.OffersInboundCheck));
    }

    [Fact]
    public void Every_suite_can_be_asked_for_by_its_name() =>
        Assert.All(Suite.All, suite => Assert.Same(suite, Parse(("suite", suite.Name)).Settings?.Suite));

    [Fact]
    public void The_first_droplet_has_a_size_of_its_own()
    {
        var settings = Parse(("size", "s-2vcpu-4gb"), ("satelliteSize", "s-1vcpu-1gb"), ("reservedAddresses", "true")).Settings!;

        Assert.True(settings.UsesReservedAddresses);
        Assert.Equal(["s-2vcpu-4gb", "s-1vcpu-1gb"], new[] { 1, 2 }.Select(number => settings.SizeOf(new(number, []))));
    }

    [Theory]
    [InlineData("adminSecret", "short-secret")]
    [InlineData("sshPrivateKey", "not a key hunter2")]
    [InlineData("database", "Server=db;Password=hunter2")]
    [InlineData("database", "Host=db;Port=x;Password=hunter2")]
    [InlineData("database", "Host=db;hunter2")]
    public void A_secret_is_not_repeated_in_its_fault(string name, string value)
    {
        var fault = Assert.Single(Parse((name, value)).Faults);

        Assert.StartsWith($"mta-sts-audit:{name} has a value that does not fit (not shown); allowed: ", fault, StringComparison.Ordinal);
        Assert.DoesNotContain(value, fault, StringComparison.Ordinal);
    }

    [Fact]
    public void All_faults_are_told_at_once() =>
        Assert.Equal(4, Parse(("domain", "-"), ("ttl", "0"), ("layout", "star"), ("regoin", "fra1")).Faults.Count);

    [Fact]
    public void The_whole_internet_is_an_operator_s_network_only_when_said_so()
    {
        var (settings, faults) = Parse(("operatorCidrs", """["0.0.0.0/0"]"""), ("allowSshFromAnywhere", "true"));

        Assert.Empty(faults);
        Assert.Equal(0, settings?.OperatorNetworks[0].PrefixLength);
    }

    [Fact]
    public void Another_CA_is_used_when_its_name_in_CAA_records_is_given() =>
        Assert.Equal(
            new AcmeDirectory(new("https://ca.example/dir"), "ca.example"),
            Parse(("acmeDirectory", "https://ca.example/dir"), ("caaIssuer", "ca.example")).Settings?.Acme);

    [Theory]
    [InlineData("Host=db.example.com;Database=evidence", 5432)]
    [InlineData("host=db.example.com;port=25060;Database=evidence", 25060)]
    public void The_database_s_port_is_known_since_the_firewall_has_to_let_it_out(string database, int port) =>
        Assert.Equal(port, Parse(("database", database)).Settings?.DatabasePort);

    [Property]
    public void Any_text_is_answered_without_an_exception(string name, string value)
    {
        foreach (var setting in new[] { "domain", "subdomain", "operatorCidrs", "contact", "acmeDirectory", "caaIssuer", "ttl", name ?? "" })
        {
            Parse((setting, value ?? ""));
        }
    }

    private static (StackSettings? Settings, IReadOnlyList<string> Faults) Parse(params (string Name, string Value)[] changes)
    {
        var values = new Dictionary<string, string>
        {
            ["mta-sts-audit:domain"] = "example.com",
            ["mta-sts-audit:operatorCidrs"] = """["203.0.113.7/32"]""",
            ["digitalocean:token"] = "dop_v1_0",
        };
        foreach (var (name, value) in changes)
        {
            values["mta-sts-audit:" + name] = value;
        }

        return StackSettingsParser.Parse(values);
    }
}
