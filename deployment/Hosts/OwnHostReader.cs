using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using MtaStsAudit.Deployment.DigitalOcean;
using MtaStsAudit.Model.Names;

namespace MtaStsAudit.Deployment.Hosts;

/// <summary>Reads the list of hosts, and tells all that is wrong with it at once.</summary>
internal sealed partial class OwnHostReader(SettingReader read)
{
    public const string Setting = "hosts";

    // Each satellite has a loopback address of its own, by its number.
    private const int Most = 200;

    private const string AllowedList =
        """a list of hosts such as [{"name": "fra", "hostKey": "ssh-ed25519 AAAA…", "addresses": ["203.0.113.7", "2001:db8::7"]}]""";

    private const string AllowedAddress =
        """an IP address such as "203.0.113.7", or {"public": "203.0.113.7", "local": "10.0.0.7"} where the host itself has another one""";

    private static readonly string[] Properties = ["name", "address", "port", "user", "hostKey", "addresses", "private"];

    public IReadOnlyList<OwnHost> Read()
    {
        var text = read.Text(Setting);
        try
        {
            using var json = JsonDocument.Parse(text ?? "[]");
            if (json.RootElement.ValueKind == JsonValueKind.Array && json.RootElement.GetArrayLength() is > 0 and <= Most)
            {
                List<OwnHost> hosts = [.. json.RootElement.EnumerateArray().Select(Host)];
                RefuseDoubles(hosts);
                return hosts;
            }
        }
        catch (JsonException)
        {
            // Reported below, as any other value that is no list.
        }

        read.Fault(Setting, text, $"{AllowedList}, 1 to {Most} of them");
        return [];
    }

    private OwnHost Host(JsonElement item, int index)
    {
        var place = $"{Setting}[{index}]";
        if (item.ValueKind != JsonValueKind.Object)
        {
            read.Fault(place, item.GetRawText(), "an object such as those of " + AllowedList);
            return new("", new("", SshAccess.DefaultPort, SshAccess.DefaultUser, ""), []);
        }

        foreach (var stray in item.EnumerateObject().Select(one => one.Name).Except(Properties))
        {
            read.Fault($"{place}.{stray}", item.GetProperty(stray).ToString(), $"the properties {string.Join(", ", Properties)}");
        }

        var addresses = Addresses(item, place);
        return new(
            Matching(item, place, "name", null, Label(), "a name of one DNS label in small letters, such as fra"),
            new(
                SshAddress(item, place, addresses),
                Port(item, place),
                Matching(item, place, "user", SshAccess.DefaultUser, User(), "a user's name, of root or of one with sudo and no password"),
                Matching(item, place, "hostKey", null, HostKey(), "the host's public key as 'ssh-keyscan' or /etc/ssh/ssh_host_ed25519_key.pub shows it, ssh-ed25519 AAAA… or ecdsa-sha2-nistp256 AAAA…")),
            addresses,
            Private(item, place));
    }

    private string Matching(JsonElement item, string place, string name, string? fallback, Regex form, string allowed)
    {
        var text = Text(item, name) ?? fallback;
        if (text is null || form.Match(text) is not { Success: true } match)
        {
            read.Fault($"{place}.{name}", text, allowed);
            return "";
        }

        return match.Groups["kept"].Value;
    }

    private string SshAddress(JsonElement item, string place, List<OwnAddress> addresses)
    {
        var text = Text(item, "address");
        if (text is null)
        {
            return addresses.Count > 0 ? addresses[0].Public.ToString() : "";
        }

        if (!IPAddress.TryParse(text, out _) && !DomainName.TryParse(text, out _, out _))
        {
            read.Fault($"{place}.address", text, "where SSH answers, an IP address or a host's name; left out: the first of its addresses");
        }

        return text;
    }

    private int Port(JsonElement item, string place)
    {
        if (!item.TryGetProperty("port", out var value))
        {
            return SshAccess.DefaultPort;
        }

        if (int.TryParse(value.ToString(), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var port) && port is > 0 and < 65536)
        {
            return port;
        }

        read.Fault($"{place}.port", value.ToString(), "1 to 65535");
        return SshAccess.DefaultPort;
    }

    private List<OwnAddress> Addresses(JsonElement item, string place)
    {
        List<OwnAddress> addresses = [];
        if (!item.TryGetProperty("addresses", out var list) || list.ValueKind != JsonValueKind.Array || list.GetArrayLength() == 0)
        {
            read.Fault($"{place}.addresses", item.TryGetProperty("addresses", out var other) ? other.ToString() : null, $"a list, each {AllowedAddress}");
            return addresses;
        }

        foreach (var (one, index) in list.EnumerateArray().Select((one, index) => (one, index)))
        {
            var (outer, inner) = one.ValueKind == JsonValueKind.Object ? (Text(one, "public"), Text(one, "local")) : (one.ToString(), one.ToString());
            if (IsUsable(outer, out var shown) && IsUsable(inner, out var own) && shown.AddressFamily == own.AddressFamily)
            {
                addresses.Add(new(shown, own));
            }
            else
            {
                read.Fault($"{place}.addresses[{index}]", one.ToString(), AllowedAddress);
            }
        }

        return addresses;
    }

    private IPAddress? Private(JsonElement item, string place)
    {
        var text = Text(item, "private");
        if (text is null)
        {
            return null;
        }

        if (IsUsable(text, out var address))
        {
            return address;
        }

        read.Fault($"{place}.private", text, "an IP address by which the other hosts reach it, or leave it out");
        return null;
    }

    // Whose session it was, evidence says by the address that it came to and by nothing else.
    private void RefuseDoubles(List<OwnHost> hosts)
    {
        foreach (var same in hosts.Where(host => host.Name.Length > 0).GroupBy(host => host.Name).Where(same => same.Count() > 1))
        {
            read.Fault(Setting, $"{same.Key} {same.Count()} times", "a name of its own for each host");
        }

        foreach (var same in hosts.SelectMany(host => host.Addresses).GroupBy(address => address.Public).Where(same => same.Count() > 1))
        {
            read.Fault(Setting, $"{same.Key} {same.Count()} times", "each public address once: what comes to it is one receiver's");
        }

        foreach (var host in hosts)
        {
            foreach (var same in host.Addresses.GroupBy(address => address.Local).Where(same => same.Count() > 1))
            {
                read.Fault(Setting, $"{same.Key} {same.Count()} times on {host.Name}", "each local address once: what comes to it is one receiver's");
            }
        }
    }

    private static bool IsUsable(string? text, out IPAddress address) =>
        IPAddress.TryParse(text, out address!) && text!.AsSpan().IndexOfAny('.', ':') >= 0 && !IPAddress.IsLoopback(address)
        && !address.Equals(IPAddress.Any) && !address.Equals(IPAddress.IPv6Any) && !address.IsIPv6LinkLocal && !address.IsIPv6Multicast && !address.IsIPv4MappedToIPv6;

    private static string? Text(JsonElement item, string name) =>
        item.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString()!.Trim() is { Length: > 0 } text ? text : null;

    [GeneratedRegex("^(?<kept>[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)$", RegexOptions.CultureInvariant)]
    private static partial Regex Label();

    [GeneratedRegex("^(?<kept>[a-z_][a-z0-9_-]{0,31})$", RegexOptions.CultureInvariant)]
    private static partial Regex User();

    // With a comment at its end, or the host's name before it as ssh-keyscan prints it.
    [GeneratedRegex(@"^(\S+ )?(?<kept>(ssh-ed25519|ecdsa-sha2-nistp(256|384|521)) [A-Za-z0-9+/]+=*)( .*)?$", RegexOptions.CultureInvariant)]
    private static partial Regex HostKey();
}
