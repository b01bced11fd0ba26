using System.Net;
using System.Net.Sockets;
using MtaStsAudit.Model.Names;

namespace MtaStsAudit.Model.Evidence;

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
    /// The client's keys by this version's rules or an earlier one's: what has to be looked for to find all that is stored under them.
    /// </summary>
    public static IEnumerable<string> KeysEverOf(SmtpClient client) => KeysEverOf(client.Address, client.VerifiedHostName);

    /// <summary>As for a client; a name that does not belong to it may be among them.</summary>
    public static IEnumerable<string> KeysEverOf(ClientNameChecked name) => KeysEverOf(name.Client, name.Name);

    /// <summary>The keys of a name that a client goes by: the client's network, and the name's organisation where the name is the client's.</summary>
    public static IEnumerable<string> KeysOf(ClientNameChecked name)
    {
        yield return NetworkOf(name.Client);
        if (OrganisationOf(name) is { } organisation)
        {
            yield return organisation;
        }
    }

    /// <summary>
    /// The organisational domain that a checked name ties the client to; null when the name is not the client's, or says nothing about
    /// who sends (<see cref="HostDomainOf"/>). All clients of an organisation are found in the store by this key.
    /// </summary>
    public static string? OrganisationOf(ClientNameChecked name) => name.BelongsToClient ? HostDomainOf(name.Name, name.Client) : null;

    /// <summary>
    /// The /24 of an IPv4 address, the /48 of an IPv6 address: what one operator is usually given. It finds candidates and is shown; two
    /// clients in it may have nothing to do with each other (<see cref="ClientKeyOf"/>).
    /// </summary>
    public static string NetworkOf(IPAddress address)
    {
        var plain = Plain(address);
        return Prefix(plain, plain.AddressFamily == AddressFamily.InterNetwork ? 3 : 6);
    }

    /// <summary>By what the ClientHellos of a network are found. It is no key of the network's, so that those who ask for its sessions read as many as ever.</summary>
    public static string ClientHelloKeyOf(IPAddress address) => $"client-hello {NetworkOf(address)}";

    /// <summary>One client: an IPv4 address, or the /64 of an IPv6 address (RFC 4291 §2.5.1), in which a host changes its address at will.</summary>
    public static string ClientKeyOf(IPAddress address)
    {
        var plain = Plain(address);
        return plain.AddressFamily == AddressFamily.InterNetwork ? plain.ToString() : Prefix(plain, 8);
    }

    /// <summary>
    /// The registrable domain of a host name, if that is one operator's: <c>mail-1.eu.google.com</c> gives <c>google.com</c>. Null for the
    /// names that hosting companies give to all their customers' addresses, which say nothing about who sends, and for public suffixes.
    /// </summary>
    /// <param name="verifiedHostName">
    /// A name that leads back to the address, by Postfix or by a <see cref="ClientNameChecked"/>: anyone may write anything into a PTR record.
    /// </param>
    public static string? HostDomainOf(string? verifiedHostName, IPAddress address) =>
        DomainName.TryParse(verifiedHostName, out var host)
        && PublicSuffixes.RegistrableDomainOf(host) is { } domain
        && !HosterNames.IsGivenByHoster(host, domain, address)
            ? domain.Value
            : null;

    /// <summary>Whether names under the domain are sold by a registry, or by a company to its customers, and so are of many who have nothing to do with each other.</summary>
    public static bool IsSuffixOfRegistry(DomainName domain) => PublicSuffixes.RegistrableDomainOf(domain) is null;

    private static IEnumerable<string> KeysEverOf(IPAddress client, string? name)
    {
        List<string> keys = [NetworkOf(client)];
        if (DomainName.TryParse(name, out var host))
        {
            // Before the Public Suffix List it was the name without its first label.
            keys.AddRange(new[] { PublicSuffixes.RegistrableDomainOf(host), host.Parent }.OfType<DomainName>().Select(domain => domain.Value));
        }

        return keys.Distinct();
    }

    private static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;

    private static string Prefix(IPAddress address, int octets)
    {
        var bytes = address.GetAddressBytes();
        bytes.AsSpan(octets).Clear();
        return $"{new IPAddress(bytes)}/{octets * 8}";
    }
}
