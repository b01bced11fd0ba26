using System.Net;
using System.Net.Sockets;
using MtaStsAudit.Testbed.Names;
using MtaStsAudit.Testbed.Receivers;
using MtaStsAudit.Testbed.Sts;
using MtaStsAudit.Testbed.TlsReporting;

namespace MtaStsAudit.Testbed.Dns;

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
            .. receivers.SelectMany(receiver => Of(names, receiver, receivers, addresses)),
            .. addresses.Collector.Select(address => Address(names.Api, address)),
        ];

    /// <summary>Says which CA alone may issue for names of the testbed.</summary>
    /// <param name="issuer">The CA's name, RFC 8659 §4.2.</param>
    public static DnsRecord Authorizing(SiteNames names, string issuer) => new(names.Site.Value, DnsRecordType.CAA, issuer, Tag: "issue");

    private static IEnumerable<DnsRecord> Of(
        SiteNames names, Receiver receiver, IReadOnlyList<Receiver> receivers, PublishedAddresses addresses)
    {
        var mailDomain = names.MailDomain(receiver.Letter);
        var mailHost = names.MailHost(receiver.Letter);
        yield return new(mailDomain.Value, DnsRecordType.MX, mailHost.Value, Preference: 10);
        foreach (var address in addresses.MailHost(receiver))
        {
            yield return Address(mailHost, address);
        }

        // RFC 8460 §3: reports are asked for with and without a policy, since failures to use TLS are of interest in both cases.
        var reports = new TlsRptRecord(
            [new Uri($"https://{names.Api}/tlsrpt"), .. receivers.Where(other => other.TakesReports).Select(other => new Uri($"mailto:{names.ReportMailbox(other.Letter)}"))]);
        yield return new($"{TlsRptRecord.OwnerLabels}.{mailDomain}", DnsRecordType.TXT, reports.Print());

        if (ReceiverPolicy.Of(names, receiver) is not { } policy)
        {
            yield break;
        }

        yield return new($"{StsRecord.OwnerLabel}.{mailDomain}", DnsRecordType.TXT, new StsRecord(PolicyId.Of(policy)).Print());
        foreach (var address in addresses.Collector)
        {
            yield return Address(names.PolicyHost(receiver.Letter), address);
        }
    }

    private static DnsRecord Address(DomainName owner, IPAddress address) =>
        new(owner.Value, address.AddressFamily == AddressFamily.InterNetworkV6 ? DnsRecordType.AAAA : DnsRecordType.A, address.ToString());
}
