using Microsoft.AspNetCore.Http;
using MtaStsAudit.Model.Dns;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Receivers;
using MtaStsAudit.Model.Scenarios;
using MtaStsAudit.Model.SelfChecks;
using MtaStsAudit.Model.Sts;
using MtaStsAudit.Probes.SelfChecks;
using MtaStsAudit.Probes.Tests.Rig;
using CertificateKind = MtaStsAudit.Probes.Tests.Rig.CertificateKind;

namespace MtaStsAudit.Probes.Tests.SelfChecks;

/// <summary>A testbed of the rig: its DNS, its policy hosts, and a server at each receiver. As it stands, all is as designed.</summary>
internal sealed class RigSite
{
    private static int sites;

    private readonly InboundRig rig;

    public RigSite(InboundRig rig)
    {
        this.rig = rig;
        Options = rig.Options;
        Names = new(DomainName.Parse($"site{Interlocked.Increment(ref sites)}.test"));
        foreach (var receiver in Catalogue.Study)
        {
            Servers[receiver.Name.Value[0]] = receiver switch
            {
                { Tls: TlsOffer.None } => SmtpKind.NoStartTls,
                { Tls: TlsOffer.Encrypt } => SmtpKind.RequiresTls,
                { Certificate: Model.Receivers.CertificateKind.UntrustedIssuer } => SmtpKind.UntrustedCertificate,
                _ => SmtpKind.StartTls,
            };
        }
    }

    public SiteNames Names { get; }

    public Dictionary<char, SmtpKind> Servers { get; } = [];

    /// <summary>What a policy host does otherwise than serve its policy.</summary>
    public Dictionary<char, RequestDelegate> Manners { get; } = [];

    public Dictionary<char, CertificateKind> PolicyCertificates { get; } = [];

    /// <summary>Changes what DNS says: null leaves a record out.</summary>
    public Func<DnsRecord, DnsRecord?> Published { get; set; } = record => record;

    public InboundOptions Options { get; set; }

    public bool ApiIsUp { get; set; } = true;

    public async Task<IReadOnlyList<SiteFinding>> CheckAsync()
    {
        Publish();
        return await new SiteCheck(Options, TimeProvider.System).RunAsync(Names, Suite.Study.Scenarios, TestContext.Current.CancellationToken);
    }

    public void Publish()
    {
        var records = SiteRecords.For(Names, Catalogue.Study, new(
            receiver => [System.Net.IPAddress.Parse(SmtpServers.AddressOf(Servers[receiver.Name.Value[0]]))],
            [System.Net.IPAddress.Parse(PolicyHosts.Address)]));
        foreach (var record in records.Select(Published).OfType<DnsRecord>())
        {
            Publish(record);
        }

        foreach (var receiver in Catalogue.Study.Where(receiver => receiver.Policy is not null))
        {
            var letter = receiver.Name.Value[0];
            rig.PolicyHosts.Add(Names.PolicyHost(receiver.Name).Value,
                Manners.GetValueOrDefault(letter, PolicyHosts.Serves(PublishedPolicy.TextOf(Names, Catalogue.FindScenario(receiver.Scenario)!)!)),
                PolicyCertificates.GetValueOrDefault(letter));
        }

        rig.PolicyHosts.Add(Names.Api.Value, PolicyHosts.Serves("{}", "application/json"), ApiIsUp ? CertificateKind.Good : CertificateKind.None);
    }

    private void Publish(DnsRecord record)
    {
        switch (record.Type)
        {
            case DnsRecordType.TXT:
                rig.Dns.Text(record.Owner, record.Value);
                break;
            case DnsRecordType.MX:
                rig.Dns.Mx(record.Owner, (ushort)record.Preference!, record.Value);
                break;
            default:
                rig.Dns.Address(record.Owner, record.Value);
                break;
        }
    }
}
