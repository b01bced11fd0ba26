using System.Net;
using System.Text.Json;
using FsCheck.Xunit;
using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Names;

namespace MtaStsAudit.Model.Tests.Evidence;

public sealed class SenderIdentityTests
{
    [Theory]
    [InlineData("192.0.2.25", "192.0.2.0/24")]
    [InlineData("::ffff:192.0.2.25", "192.0.2.0/24")]
    [InlineData("2001:db8:1:2:3::4", "2001:db8:1::/48")]
    public void A_network_is_a_24_or_a_48(string address, string expected) =>
        Assert.Equal(expected, SenderIdentity.NetworkOf(IPAddress.Parse(address)));

    [Theory]
    [InlineData("mail-1.google.com", "google.com")]
    [InlineData("mail-1.eu.google.com", "google.com")]
    [InlineData("MAIL-1.Google.COM.", "google.com")]
    [InlineData("example.com", "example.com")]
    [InlineData("out.eu.sender.test", "sender.test")]
    [InlineData("mail.example.co.uk", "example.co.uk")]
    [InlineData("example.co.uk", "example.co.uk")]
    [InlineData("a2-25.smtp-out.amazonses.com", "amazonses.com")]
    [InlineData("mail2025.mx19202.example.com", "example.com")]
    [InlineData("co.uk", null)]
    [InlineData("compute-1.amazonaws.com", "amazonaws.com")]
    [InlineData("eu.compute-1.amazonaws.com", null)]
    [InlineData("localhost", null)]
    [InlineData("unknown", null)]
    [InlineData("[192.0.2.1]", null)]
    [InlineData(null, null)]
    public void A_host_domain_is_the_registrable_domain(string? hostName, string? expected) =>
        Assert.Equal(expected, SenderIdentity.HostDomainOf(hostName, IPAddress.Parse("192.0.2.25")));

    [Theory]
    [InlineData("ec2-192-0-2-25.eu-west-9.amazonaws.com")]
    [InlineData("192.0.2.25.hoster.example")]
    [InlineData("25.2.0.192.bc.googleusercontent.com")]
    [InlineData("25-2.0.192.pool.hoster.example")]
    [InlineData("static.192-000-002-025.hoster.example")]
    [InlineData("ip192000002025.hoster.example")]
    [InlineData("host025002000192.hoster.example")]
    [InlineData("192000.002025.hoster.example")]
    [InlineData("vm1920225.hoster.example")]
    [InlineData("ipc0000219.dsl.hoster.example")]
    [InlineData("C0000219.hoster.example")]
    [InlineData("x190200c0.hoster.example")]
    [InlineData("c0-00-02-19.hoster.example")]
    [InlineData("dedicated-c0-0-2-19.hoster.example")]
    [InlineData("19.2.0.c0.hoster.example")]
    [InlineData("3221226009.hoster.example")]
    [InlineData("ns3012345.ip-192-0-2.eu")]
    [InlineData("li12-25.members.linode.com")]
    [InlineData("vmi123456.contaboserver.net")]
    public void A_name_that_a_hoster_gives_to_a_customers_IPv4_address_has_no_host_domain(string hostName)
    {
        Assert.Null(SenderIdentity.HostDomainOf(hostName, IPAddress.Parse("192.0.2.25")));
        Assert.Null(SenderIdentity.HostDomainOf(hostName, IPAddress.Parse("::ffff:192.0.2.25")));
    }

    [Theory]
    [InlineData("2001:db8:1:2:3::4", "2001-db8-1-2-3-0-0-4.ip6.hoster.example")]
    [InlineData("2001:db8:1:2:3::4", "2001-0db8-0001-0002-0003-0000-0000-0004.hoster.example")]
    [InlineData("2001:db8:1:2:3::4", "2001.db8.1.2.3.0.0.4.hoster.example")]
    [InlineData("2001:db8:1:2:3::4", "20010db8000100020003000000000004.hoster.example")]
    [InlineData("2001:db8:1:2:3::4", "2001db8-1-2.x-0003000000000004.hoster.example")]
    [InlineData("2001:db8:1:2:3::4", "x--2001-db8-1-2-3--4.hoster.example")]
    [InlineData("2001:db8:1:2:3::4", "ip6-4-0-0-3-2-1-db8-2001.hoster.example")]
    [InlineData("2001:db8:1:2:3::4", "4.0.0.0.0.0.0.0.0.0.0.0.3.0.0.0.2.0.0.0.1.0.0.0.8.b.d.0.1.0.0.2.rev.hoster.example")]
    [InlineData("2001:db8:1:2:3::4", "2.0.0.1.0.d.b.8.0.0.0.1.0.0.0.2.hoster.example")]
    [InlineData("2001:db8:1:2:3::4", "host-3-0-0-4.us.hoster.example")]
    [InlineData("2001:db8:1:2:3::4", "net-2001-db8-1-2.hoster.example")]
    [InlineData("2001:db8::1", "2001-db8--1.hoster.example")]
    [InlineData("2001:db8::5054:ff:fe12:3456", "5054-ff-fe12-3456.hoster.example")]
    [InlineData("2001:db8::5054:ff:fe12:3456", "vm-525400123456.hoster.example")]
    [InlineData("2001:db8::5054:ff:fe12:3456", "52-54-00-12-34-56.hoster.example")]
    public void A_name_that_a_hoster_gives_to_a_customers_IPv6_address_has_no_host_domain(string address, string hostName) =>
        Assert.Null(SenderIdentity.HostDomainOf(hostName, IPAddress.Parse(address)));

    [Theory]
    [InlineData("2a00:1450:4864:20::332", "mail-wm1-x332.google.com", "google.com")]
    [InlineData("2001:db8:1:2:3::4", "mx4.example.com", "example.com")]
    [InlineData("2001:db8:1:2:3::4", "a1.dc2.b3.mail4.example.com", "example.com")]
    [InlineData("2001:db8::1", "mx1.example.com", "example.com")]
    public void A_number_that_an_address_has_as_well_does_not_make_a_name_a_customers(string address, string hostName, string expected) =>
        Assert.Equal(expected, SenderIdentity.HostDomainOf(hostName, IPAddress.Parse(address)));

    [Property]
    public void No_default_name_of_an_IPv4_address_has_a_host_domain(uint number)
    {
        var address = new IPAddress(number);
        var octets = address.GetAddressBytes();
        string[] names =
        [
            string.Join('-', octets),
            string.Join('.', octets.Reverse()),
            "ip" + string.Concat(octets.Select(octet => $"{octet:d3}")),
            "h" + Convert.ToHexString(octets),
            string.Join('-', octets.Select(octet => $"{octet:x2}")),
        ];

        Assert.All(names, name => Assert.Null(SenderIdentity.HostDomainOf($"{name}.eu.hoster.example", address)));
    }

    [Property]
    public void No_default_name_of_an_IPv6_address_has_a_host_domain(ulong network, ulong interfaceId)
    {
        var address = IPAddress.Parse(string.Join(':', $"{network | 0x2001_0000_0000_0000:x16}{interfaceId | 0x0102:x16}".Chunk(4).Select(group => new string(group))));
        var full = Convert.ToHexStringLower(address.GetAddressBytes());
        string[] names =
        [
            full,
            string.Join('.', full.Reverse()),
            string.Join('-', full.Chunk(4).Select(group => new string(group))),
            "x-" + string.Join('-', full.Chunk(4).Select(group => $"{Convert.ToInt32(new string(group), 16):x}")),
            "x" + address.ToString().Replace(':', '-') + "x",
        ];

        Assert.All(names, name => Assert.Null(SenderIdentity.HostDomainOf($"{name}.eu.hoster.example", address)));
    }

    [Theory]
    [InlineData("192.0.2.25", "192.0.2.25")]
    [InlineData("::ffff:192.0.2.25", "192.0.2.25")]
    [InlineData("2001:db8:1:2:3::4", "2001:db8:1:2::/64")]
    public void A_client_is_an_IPv4_address_or_a_64(string address, string expected) =>
        Assert.Equal(expected, SenderIdentity.ClientKeyOf(IPAddress.Parse(address)));

    [Fact]
    public void What_an_earlier_version_stored_is_still_found()
    {
        var client = new SmtpClient(IPAddress.Parse("192.0.2.25"), 1, "a2-25.smtp-out.amazonses.com");

        Assert.Equal(["192.0.2.0/24", "amazonses.com"], SenderIdentity.KeysOf(client));
        Assert.Equal(["192.0.2.0/24", "amazonses.com", "smtp-out.amazonses.com"], SenderIdentity.KeysEverOf(client));
    }

    [Fact]
    public void A_checked_name_is_found_by_its_organisation_when_it_is_the_clients()
    {
        var name = new ClientNameChecked(IPAddress.Parse("192.0.2.25"), ClientNameSource.Ehlo, "out.eu.example.com", BelongsToClient: true);

        Assert.Equal(["192.0.2.0/24", "example.com"], SenderIdentity.KeysOf(name));
        Assert.Equal(["192.0.2.0/24"], SenderIdentity.KeysOf(name with { BelongsToClient = false }));
        Assert.Equal(["192.0.2.0/24"], SenderIdentity.KeysOf(name with { Name = "ip-192-0-2-25.hoster.example" }));
    }

    [Fact]
    public void Every_observation_reads_back_from_its_JSON()
    {
        var client = new SmtpClient(IPAddress.Parse("2001:db8::1"), 4, null);
        Observation[] all =
        [
            new MessageAccepted(new ReceiverName('a'), client, "h", new("TLSv1.3", "X"), "", "x@y", AuditToken.New(), "1", "s", 5),
            new SessionHeard(new ReceiverName('b'), client, ["h"], null),
            new PolicyFetched(new ReceiverName('c'), client.Address, "ua", "sni", "TLSv1.2", 200, "1"),
            new PolicyFetchFailed(new ReceiverName('c'), client.Address, "sni", new TlsFailure(48, "unknown CA")),
            new ClientNameChecked(client.Address, ClientNameSource.MailFrom, "example.com", BelongsToClient: true),
            new TlsReportReceived(null, null, "{}"),
            new TlsReportReceived(null, null, "{}", new ReportEnvelope(ByMail: true, "f", "d", "s", "4Q")),
            new ReportSignatureChecked(7, new(SignatureResult.Valid, "sender.example", "Signed.")),
        ];

        foreach (var one in all)
        {
            var json = JsonSerializer.Serialize(one, EvidenceJson.Default.Observation);
            var read = JsonSerializer.Deserialize(json, EvidenceJson.Default.Observation)!;

            Assert.Equal(json, JsonSerializer.Serialize(read, EvidenceJson.Default.Observation));
            Assert.Equal(one.GetType(), read.GetType());
        }
    }

    [Fact]
    public void A_report_that_was_stored_before_its_envelope_was_noted_reads_on() =>
        Assert.Equal(
            new TlsReportReceived(IPAddress.Parse("192.0.2.25"), "ua", "{}"),
            JsonSerializer.Deserialize("""{"kind":"tls-report","client":"192.0.2.25","userAgent":"ua","report":"{}"}""", EvidenceJson.Default.Observation));
}
