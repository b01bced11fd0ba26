using System.Net;
using System.Net.Sockets;

namespace MtaStsAudit.Model.Evidence;

/// <summary>Whether a host name is made from the address that it belongs to, in any of the usual writings.</summary>
internal static class AddressInName
{
    /// <param name="labels">The labels below the registrable domain, lower case; empty for none.</param>
    public static bool IsShown(string labels, IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return plain.AddressFamily == AddressFamily.InterNetwork
            ? IPv4IsShown(labels, plain.GetAddressBytes())
            : IPv6IsShown(labels, plain.GetAddressBytes());
    }

    /// <summary>Whether a name shows the /24 of an IPv4 address.</summary>
    public static bool NetworkIsShown(string labels, IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return plain.AddressFamily == AddressFamily.InterNetwork && HasDecimals(labels, plain.GetAddressBytes().AsSpan(0, 3));
    }

    private static bool IPv4IsShown(string labels, byte[] octets)
    {
        var joined = WithoutSeparators(labels);
        byte[] reversed = [.. Enumerable.Reverse(octets)];
        return HasDecimals(labels, octets)                                                              // 192-0-2-25, 25.2.0.192, 192-000-002-025
            || IsShownJoined(octets) || IsShownJoined(reversed)
            || Runs(labels, IsHex, 2).Any(runs => IsIn(octets, runs) || IsIn(reversed, runs));         // c0-0-2-19

        bool IsShownJoined(byte[] ordered) =>
            joined.Contains(string.Concat(ordered.Select(octet => $"{octet:d3}")), StringComparison.Ordinal)      // 192000002025
            || joined.Contains(Convert.ToHexStringLower(ordered), StringComparison.Ordinal)                       // c0000219
            || HasNumber(string.Concat(ordered.Select(octet => $"{octet}")))                                      // 1920225
            || HasNumber($"{((uint)ordered[0] << 24) | ((uint)ordered[1] << 16) | ((uint)ordered[2] << 8) | ordered[3]}"); // 3221226009

        // Six digits at the least: "1234" is a number of many things.
        bool HasNumber(string number) => number.Length > 6 && Tokens(joined, char.IsAsciiDigit).Contains(number);

        static bool IsIn(byte[] octets, List<string> runs) =>
            Enumerable.Range(0, Math.Max(0, runs.Count - 3)).Any(at => octets.Index().All(octet => ValueOf(runs[at + octet.Index]) == octet.Item));
    }

    // In any order: some write the last octet first and the others in order.
    private static bool HasDecimals(string labels, ReadOnlySpan<byte> octets)
    {
        var numbers = Tokens(labels, char.IsAsciiDigit).Select(number => number.TrimStart('0')).ToList();
        foreach (var octet in octets)
        {
            if (!numbers.Remove(octet == 0 ? "" : $"{octet}"))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IPv6IsShown(string labels, byte[] octets)
    {
        var joined = WithoutSeparators(labels);
        var digits = Convert.ToHexStringLower(octets);
        var groups = Enumerable.Range(0, 8).Select(group => (octets[2 * group] << 8) | octets[(2 * group) + 1]).ToList();

        // The /64 alone names the customer as well, and so does the interface id (RFC 4291 §2.5.1).
        return IsJoined(digits[..16]) || IsJoined(digits[16..])
            || (IsFromHardware(octets) && IsJoined(HardwareAddress(octets)))
            || Runs(labels, IsHex, 4).Any(runs => HasGroups([.. runs.Select(ValueOf)]));

        bool IsJoined(string hex) =>
            joined.Contains(hex, StringComparison.Ordinal) || joined.Contains(string.Concat(hex.Reverse()), StringComparison.Ordinal);

        bool HasGroups(List<int> runs) =>
            HasInOrder(groups, runs) || HasInOrder([.. Enumerable.Reverse(groups)], runs);
    }

    // RFC 5952 §4.2: groups of zeros may be left out, so they are left out on both sides. Thirty-two bits of an address are no coincidence.
    private static bool HasInOrder(List<int> groups, List<int> runs)
    {
        if (HasAt(groups[..4], runs) || HasAt(groups[4..], runs))
        {
            return true;
        }

        List<int> parts = [.. groups.Where(group => group != 0)];
        List<int> shown = [.. runs.Where(run => run != 0)];
        return Enumerable.Range(0, parts.Count).Any(from => Enumerable.Range(1, parts.Count - from).Any(count =>
            ((count == parts.Count && count > 1) || parts.Slice(from, count).Sum(group => $"{group:x}".Length) >= 8) && HasAt(parts.Slice(from, count), shown)));
    }

    private static bool HasAt(List<int> part, List<int> all) =>
        Enumerable.Range(0, Math.Max(0, all.Count - part.Count + 1)).Any(at => all.Slice(at, part.Count).SequenceEqual(part));

    // RFC 4291 appendix A: a hardware address in an interface id has FFFE in its middle, and one bit turned.
    private static bool IsFromHardware(byte[] octets) => octets[11] == 0xff && octets[12] == 0xfe;

    private static string HardwareAddress(byte[] octets) =>
        Convert.ToHexStringLower([(byte)(octets[8] ^ 2), octets[9], octets[10], octets[13], octets[14], octets[15]]);

    private static IEnumerable<string> Tokens(string text, Func<char, bool> isPart)
    {
        for (var at = 0; at < text.Length;)
        {
            var from = at;
            while (at < text.Length && isPart(text[at]))
            {
                at++;
            }

            if (at > from)
            {
                yield return text[from..at];
            }
            else
            {
                at++;
            }
        }
    }

    // Words are of letters that are hexadecimal digits as well ("dedicated-c0-0-2-19"): too long a run parts the sequence.
    private static IEnumerable<List<string>> Runs(string labels, Func<char, bool> isPart, int longest)
    {
        List<string> runs = [];
        foreach (var token in Tokens(labels, isPart))
        {
            if (token.Length <= longest)
            {
                runs.Add(token);
            }
            else if (runs.Count > 0)
            {
                yield return runs;
                runs = [];
            }
        }

        yield return runs;
    }

    private static string WithoutSeparators(string labels) => labels.Replace(".", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal);

    private static bool IsHex(char c) => char.IsAsciiHexDigit(c);

    private static int ValueOf(string hex) => Convert.ToInt32(hex, 16);
}
