using System.Net;
using System.Net.Sockets;
using MtaStsAudit.Model.Inbound;

namespace MtaStsAudit.Probes.Spf;

/// <summary>Who is asked about.</summary>
/// <param name="Client">An IPv4 address, never as one within IPv6.</param>
/// <param name="Sender">The mailbox in MAIL FROM; <c>postmaster@</c> and the domain where it has no local part (RFC 7208 §4.3).</param>
internal sealed record SpfQuestion(IPAddress Client, string Sender);

/// <summary>The DNS questions of SPF.</summary>
internal interface ISpfResolver
{
    Task<DnsAnswer<string>> TextsAsync(string owner, CancellationToken cancellationToken);

    /// <summary>The A or the AAAA records.</summary>
    Task<DnsAnswer<IPAddress>> AddressesAsync(string host, AddressFamily family, CancellationToken cancellationToken);

    Task<DnsAnswer<MxTarget>> MxAsync(string owner, CancellationToken cancellationToken);
}
