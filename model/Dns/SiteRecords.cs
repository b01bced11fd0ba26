using System.Net;
using System.Net.Sockets;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Receivers;
using MtaStsAudit.Model.Scenarios;
using MtaStsAudit.Model.Sts;
using MtaStsAudit.Model.TlsReporting;

namespace MtaStsAudit.Model.Dns;

/// <summary>Where the hosts of a testbed are published.</summary>
/// <param name="MailHost">The addresses of a receiver's MX host.</param>
/// <param name="Collector">The addresses of the policy hosts and of the API.</param>
public sealed record PublishedAddresses(
    Func<Receiver, IReadOnlyList<IPAddress>> MailHost, IReadOnlyList<IPAddress> Collector);

/// <summary>All records that a testbed publishes, straight from its receivers.</summary>
public static class SiteRecords
{
    public static IReadOnlyList<DnsRecord> For(
        SiteNames names, IReadOnlyList<Receiver> receivers, PublishedAddresses addresses) =>
        [
            .. receivers.Select(receiver => receiver.Scenario).Distinct().Select(Catalogue.FindScenario).OfType<Scenario>()
                .SelectMany(scenario => Of(names, scenario, receivers, addresses)),
            .. addresses.Collector.Select(address => Address(names.Api, address)),
            // RFC 2142 §4, RFC 5321 §4.5.1: abuse@ and postmaster@ of the testbed itself.
            .. receivers.Where(receiver => receiver.TakesReports).Select(receiver =>
                new DnsRecord(names.Site.Value, DnsRecordType.MX, names.MailHost(receiver).Value, Preference: receiver.Preference)),
        ];

    /// <summary>Says which CA alone may issue for names of the testbed.</summary>
    /// <param name="issuer">The CA's name, RFC 8659 §4.2.</param>
    public static DnsRecord Authorizing(SiteNames names, string issuer) => new(names.Site.Value, DnsRecordType.CAA, issuer, Tag: "issue");

    /// <summary>What is published for one scenario.</summary>
    /// <param name="receivers">Those of the whole testbed.</param>
    public static IEnumerable<DnsRecord> Of(
        SiteNames names, Scenario scenario, IReadOnlyList<Receiver> receivers, PublishedAddresses addresses)
    {
        var mailDomain = names.MailDomain(scenario.Name);
        foreach (var receiver in receivers.Where(receiver => receiver.Scenario == scenario.Name))
        {
            var mailHost = names.MailHost(receiver);
            var hostAddresses = addresses.MailHost(receiver);
            foreach (var record in MxRecords.Of(names, receiver, hostAddresses))
            {
                yield return record;
            }

            foreach (var address in hostAddresses)
            {
                yield return Address(mailHost, address);
            }
        }

        // RFC 8460 §3: reports are asked for with and without a policy, since failures to use TLS are of interest in both cases.
        var reports = new TlsRptRecord(
            [new Uri($"https://{names.Api}/tlsrpt"), .. receivers.Where(other => other.TakesReports).Select(other => new Uri($"mailto:{names.ReportMailbox(other.Name)}"))]);
        yield return new($"{TlsRptRecord.OwnerLabels}.{mailDomain}", DnsRecordType.TXT, reports.Print());

        foreach (var record in StsRecords.Of(names, scenario))
        {
            yield return record;
        }

        if (scenario.Sts is { } sts)
        {
            foreach (var record in PolicyHost(names.PolicyHost(scenario.Name), sts.Host, names, addresses))
            {
                yield return record;
            }
        }
    }

    private static IEnumerable<DnsRecord> PolicyHost(DomainName host, PolicyHostKind kind, SiteNames names, PublishedAddresses addresses) => kind switch
    {
        PolicyHostKind.ByCname => [new(host.Value, DnsRecordType.CNAME, names.Api.Value)],
        PolicyHostKind.IPv6Only => addresses.Collector.Where(address => address.AddressFamily == AddressFamily.InterNetworkV6).Select(address => Address(host, address)),
        PolicyHostKind.Plain or PolicyHostKind.UntrustedCertificate or PolicyHostKind.CertificateOfAnotherHost or PolicyHostKind.ExpiredCertificate
            or PolicyHostKind.Redirect or PolicyHostKind.NotFound or PolicyHostKind.ServerError or PolicyHostKind.Silent or PolicyHostKind.ClosesConnection
            => addresses.Collector.Select(address => Address(host, address)),
    };

    internal static DnsRecord Address(DomainName owner, IPAddress address) =>
        new(owner.Value, address.AddressFamily == AddressFamily.InterNetworkV6 ? DnsRecordType.AAAA : DnsRecordType.A, address.ToString());
}
