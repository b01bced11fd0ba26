using System.Net;
using System.Net.Sockets;
using MtaStsAudit.Testbed.Names;

namespace MtaStsAudit.Testbed.Evidence;

/// <summary>How we tell that two SMTP clients belong to one sender. Two clients are of one sender when they share a key.</summary>
public static class SenderIdentity
{
    /// <summary>The client's keys: its network, and the domain of its verified host name where it has one.</summary>
    public static IEnumerable<string> KeysOf(SmtpClient client)
    {
        yield return NetworkOf(client.Address);
        if (HostDomainOf(client.VerifiedHostName, client.Address) is { } domain)
        {
            yield return domain;
        }
    }

    /// <summary>
    /// The client's keys by this version's rules or an earlier one's, which may have known fewer shared names: what has to be looked
    /// for to find all that is stored under them.
    /// </summary>
    public static IEnumerable<string> KeysEverOf(SmtpClient client)
    {
        yield return NetworkOf(client.Address);
        if (DomainName.TryParse(client.VerifiedHostName, out var host) && host.Parent is { } domain)
        {
            yield return domain.Value;
        }
    }

    /// <summary>The /24 of an IPv4 address, the /48 of an IPv6 address: what one operator is usually given.</summary>
    public static string NetworkOf(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        var bytes = plain.GetAddressBytes();
        var prefixOctets = plain.AddressFamily == AddressFamily.InterNetwork ? 3 : 6;
        bytes.AsSpan(prefixOctets).Clear();
        return $"{new IPAddress(bytes)}/{prefixOctets * 8}";
    }

    /// <summary>The host name without its first label, if that is the domain of one operator: <c>mail-1.google.com</c> gives <c>google.com</c>.</summary>
    /// <remarks>
    /// Only names that lead back to the address count: anyone may write anything into a PTR record. The names that hosting
    /// companies give to all their customers' addresses say nothing about who sends, and neither do suffixes of a registry.
    /// </remarks>
    public static string? HostDomainOf(string? verifiedHostName, IPAddress address) =>
        DomainName.TryParse(verifiedHostName, out var host)
        && host.Parent is { Parent: not null } domain
        && !SharedNames.IsSuffixOfRegistry(domain)
        && !SharedNames.IsGivenByHoster(host, address)
            ? domain.Value
            : null;

    /// <summary>Whether names under the domain are sold by a registry, and so are of many who have nothing to do with each other.</summary>
    public static bool IsSuffixOfRegistry(DomainName domain) => SharedNames.IsSuffixOfRegistry(domain);
}
