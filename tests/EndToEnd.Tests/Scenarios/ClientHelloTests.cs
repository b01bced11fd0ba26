using MtaStsAudit.Deployment.Local;
using MtaStsAudit.EndToEnd.Tests.Rig;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Scenarios;
using MtaStsAudit.Model.Verdicts;

namespace MtaStsAudit.EndToEnd.Tests.Scenarios;

/// <summary>What a real sender offers in TLS comes from the front, over rsyslog, to its audit.</summary>
[Collection(nameof(LocalRig))]
public sealed class ClientHelloTests(LocalRig rig)
{
    [Fact]
    public async Task What_a_real_Postfix_offers_when_TLS_begins_is_told_with_its_audit()
    {
        var token = AuditToken.New();
        var sender = ZooSenders.Find("postfix-sts")!.Addresses;
        await LocalRig.AuditAsync(
            "run", "--token", token.ToString(), "--suite", "channel", "--send-via", $"smtp://{sender.V4}:25", "--from", "postmaster@postfix-sts.test",
            "--accept", "so-far", "--timeout", "2m");

        var report = await rig.ReportAsync(token, report => report.OfferedTls?.Any(offer => offer.Receivers.Any(at => at.Value == "garbage-after-220")) == true);

        var offer = report.OfferedTls![0];
        Assert.Contains("TLSv1.3", offer.Versions);
        Assert.Contains("TLSv1.2", offer.Versions);
        Assert.True(offer.SendsServerName);
        Assert.NotEmpty(offer.Groups);
        Assert.InRange(offer.CipherSuites, 3, 200);
        Assert.Equal([sender.V4.ToString()], offer.Clients);
        Assert.All(offer.Receivers, receiver => Assert.NotNull(Catalogue.Find(receiver)!.Channel));
        Assert.All(offer.Evidence, id => Assert.Contains(report.Evidence, record => record.Id == id));
        Assert.Equal(OutboundFinding.Enforces, report.Outbound);
    }
}
