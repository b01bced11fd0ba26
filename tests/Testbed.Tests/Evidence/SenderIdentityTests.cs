using System.Net;
using System.Text.Json;
using MtaStsAudit.Testbed.Evidence;
using MtaStsAudit.Testbed.Names;

namespace MtaStsAudit.Testbed.Tests.Evidence;

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
    [InlineData("example.com", null)]
    [InlineData("localhost", null)]
    [InlineData("unknown", null)]
    [InlineData("[192.0.2.1]", null)]
    [InlineData(null, null)]
    [InlineData("mail.example.co.uk", "example.co.uk")]
    [InlineData("example.co.uk", null)]
    [InlineData("ec2-192-0-2-25.compute-1.amazonaws.com", null)]
    [InlineData("25.2.0.192.bc.googleusercontent.com", null)]
    [InlineData("li12-25.members.linode.com", null)]
    [InlineData("a2-25.smtp-out.amazonses.com", "smtp-out.amazonses.com")]
    public void A_host_domain_is_what_one_operator_has(string? hostName, string? expected) =>
        Assert.Equal(expected, SenderIdentity.HostDomainOf(hostName, IPAddress.Parse("192.0.2.25")));

    [Fact]
    public void Every_observation_reads_back_from_its_JSON()
    {
        var client = new SmtpClient(IPAddress.Parse("2001:db8::1"), 4, null);
        Observation[] all =
        [
            new MessageAccepted(new ReceiverLetter('a'), client, "h", new("TLSv1.3", "X"), "", "x@y", AuditToken.New(), "1", "s", 5),
            new SessionHeard(new ReceiverLetter('b'), client, ["h"], null),
            new PolicyFetched(new ReceiverLetter('c'), client.Address, "ua", "sni", "TLSv1.2", 200, "1"),
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
