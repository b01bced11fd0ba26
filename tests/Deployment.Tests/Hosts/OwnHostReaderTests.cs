using System.Net;
using FsCheck.Xunit;
using MtaStsAudit.Deployment.Hosts;

namespace MtaStsAudit.Deployment.Tests.Hosts;

public sealed class OwnHostReaderTests
{
    [Fact]
    public void A_name_a_host_key_and_addresses_are_enough()
    {
        var (settings, faults) = HostSettings.Parse(HostSettings.Two);

        Assert.Empty(faults);
        Assert.Empty(settings!.OperatorNetworks);
        Assert.Equal(["fra", "nyc"], settings.Hosts.Select(host => host.Name));
        Assert.Equal(new SshAccess("203.0.113.1", 22, "root", HostSettings.HostKey), settings.Hosts[0].Ssh);
        Assert.Null(settings.Hosts[0].Private);
        Assert.Equal(new OwnAddress(IPAddress.Parse("198.51.100.2"), IPAddress.Parse("10.0.0.2")), settings.Hosts[1].Addresses[1]);
    }

    [Fact]
    public void Where_SSH_answers_who_logs_on_and_a_private_address_can_be_said()
    {
        var host = HostSettings.Of(
            $$"""[{ "name": "a-1", "address": "host.example.net", "port": 2222, "user": "admin", "hostKey": "host.example.net {{HostSettings.HostKey}} a comment", "addresses": ["2001:db8::1"], "private": "10.0.0.1" }]""")[0];

        Assert.Equal(new SshAccess("host.example.net", 2222, "admin", HostSettings.HostKey), host.Ssh);
        Assert.Equal(IPAddress.Parse("10.0.0.1"), host.Private);
    }

    [Theory]
    [InlineData("", "mta-sts-audit:hosts is missing; allowed: a list of hosts such as [{\"name\": \"fra\"")]
    [InlineData("[]", "mta-sts-audit:hosts is '[]'; allowed: a list of hosts")]
    [InlineData("{", "mta-sts-audit:hosts is '{'; allowed: a list of hosts")]
    [InlineData("[7]", "mta-sts-audit:hosts[0] is '7'; allowed: an object")]
    public void What_is_no_list_of_hosts_is_refused(string hosts, string expected) =>
        Assert.Contains(expected, Assert.Single(HostSettings.Parse(hosts).Faults), StringComparison.Ordinal);

    [Theory]
    [InlineData(""" "name": "Fra" """, "mta-sts-audit:hosts[0].name is 'Fra'; allowed: a name of one DNS label")]
    [InlineData(""" "name": "" """, "mta-sts-audit:hosts[0].name is missing; allowed: a name of one DNS label")]
    [InlineData(""" "hostKey": "ssh-rsa AAAA" """, "mta-sts-audit:hosts[0].hostKey is 'ssh-rsa AAAA'; allowed: the host's public key")]
    [InlineData(""" "hostKey": null """, "mta-sts-audit:hosts[0].hostKey is missing; allowed: the host's public key")]
    [InlineData(""" "port": 65536 """, "mta-sts-audit:hosts[0].port is '65536'; allowed: 1 to 65535")]
    [InlineData(""" "user": "root; reboot" """, "mta-sts-audit:hosts[0].user is 'root; reboot'; allowed: a user's name")]
    [InlineData(""" "address": "no host" """, "mta-sts-audit:hosts[0].address is 'no host'; allowed: where SSH answers")]
    [InlineData(""" "addresses": [] """, "mta-sts-audit:hosts[0].addresses is '[]'; allowed: a list")]
    [InlineData(""" "addresses": ["203.0.113.256"] """, "mta-sts-audit:hosts[0].addresses[0] is '203.0.113.256'; allowed: an IP address")]
    [InlineData(""" "addresses": ["127.0.0.1"] """, "mta-sts-audit:hosts[0].addresses[0] is '127.0.0.1'; allowed: an IP address")]
    [InlineData(""" "addresses": ["7"] """, "mta-sts-audit:hosts[0].addresses[0] is '7'; allowed: an IP address")]
    [InlineData(""" "addresses": [{"public": "203.0.113.1", "local": "2001:db8::1"}] """, "mta-sts-audit:hosts[0].addresses[0] is '{\"public\"")]
    [InlineData(""" "addresses": ["203.0.113.1", "203.0.113.1"] """, "mta-sts-audit:hosts is '203.0.113.1 2 times'; allowed: each public address once")]
    [InlineData(""" "private": "fra" """, "mta-sts-audit:hosts[0].private is 'fra'; allowed: an IP address")]
    [InlineData(""" "adresses": ["203.0.113.9"] """, "mta-sts-audit:hosts[0].adresses is '[\"203.0.113.9\"]'; allowed: the properties name, address, port,")]
    public void A_fault_names_the_host_the_property_its_value_and_what_is_allowed(string property, string expected)
    {
        var faults = HostSettings.Parse($$"""[{ "name": "fra", "hostKey": "{{HostSettings.HostKey}}", "addresses": ["203.0.113.1"], {{property}} }]""").Faults;

        Assert.Contains(faults, fault => fault.Contains(expected, StringComparison.Ordinal));
    }

    [Fact]
    public void A_name_and_an_address_are_one_host_s()
    {
        var faults = HostSettings.Parse(HostSettings.Two.Replace("nyc", "fra", StringComparison.Ordinal).Replace("198.51.100.1\"", "203.0.113.1\"", StringComparison.Ordinal)).Faults;

        Assert.Contains(faults, fault => fault.StartsWith("mta-sts-audit:hosts is 'fra 2 times'; allowed: a name of its own", StringComparison.Ordinal));
        Assert.Contains(faults, fault => fault.StartsWith("mta-sts-audit:hosts is '203.0.113.1 2 times'; allowed: each public address once", StringComparison.Ordinal));
    }

    [Fact]
    public void Hosts_let_a_key_in_that_has_to_be_given() =>
        Assert.StartsWith(
            "mta-sts-audit:sshPrivateKey is missing; allowed: a private key in PEM form without a passphrase, which the hosts let in",
            Assert.Single(HostSettings.Parse(HostSettings.Two, ("sshPrivateKey", "")).Faults), StringComparison.Ordinal);

    [Fact]
    public void Hosts_in_a_layout_of_droplets_are_refused() =>
        Assert.Contains(HostSettings.Parse(HostSettings.Two, ("layout", "spread"), ("operatorCidrs", """["203.0.113.7/32"]""")).Faults, fault =>
            fault.EndsWith("allowed: hosts of your own with mta-sts-audit:layout hosts only", StringComparison.Ordinal));

    [Property]
    public void Any_text_is_answered_without_an_exception(string text, string inner)
    {
        HostSettings.Parse(text ?? "");
        HostSettings.Parse($$"""[{ "name": {{System.Text.Json.JsonSerializer.Serialize(inner)}}, "port": {{System.Text.Json.JsonSerializer.Serialize(inner)}}, "addresses": [{{System.Text.Json.JsonSerializer.Serialize(inner)}}, 7, null, {}] }]""");
    }
}
