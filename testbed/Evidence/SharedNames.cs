using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using MtaStsAudit.Testbed.Names;

namespace MtaStsAudit.Testbed.Evidence;

/// <summary>Names that many share who have nothing to do with each other.</summary>
internal static partial class SharedNames
{
    // The second level under which registries of countries sell names.
    private static readonly HashSet<string> SecondLevels = ["ac", "co", "com", "edu", "go", "gov", "gob", "govt", "ltd", "me", "ne", "net", "nom", "or", "org", "plc", "sch"];

    // Zones of names that do not show the address; most hosters' names do.
    private static readonly string[] HosterZones =
        ["members.linode.com", "vps.ovh.net", "vps.ovh.ca", "contaboserver.net", "stratoserver.net", "cloudapp.net", "cloudapp.azure.com"];

    /// <summary>Such as <c>co.uk</c>.</summary>
    public static bool IsSuffixOfRegistry(DomainName domain) =>
        domain.Value.Split('.') is [var second, { Length: 2 }] && SecondLevels.Contains(second);

    /// <summary>Such as <c>ec2-192-0-2-1.compute-1.amazonaws.com</c>: made from the address.</summary>
    public static bool IsGivenByHoster(DomainName host, IPAddress address)
    {
        if (HosterZones.Any(zone => host.IsAtOrUnder(DomainName.Parse(zone))))
        {
            return true;
        }

        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        if (plain.AddressFamily != AddressFamily.InterNetwork)
        {
            return false;
        }

        var numbers = Number().Matches(host.Value).Select(match => match.Value.TrimStart('0')).ToList();
        return Array.TrueForAll(plain.GetAddressBytes(), octet => numbers.Remove(octet == 0 ? "" : $"{octet}"));
    }

    [GeneratedRegex("[0-9]+", RegexOptions.NonBacktracking)]
    private static partial Regex Number();
}
