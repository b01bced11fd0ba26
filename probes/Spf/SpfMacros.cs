using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace MtaStsAudit.Probes.Spf;

/// <summary>Macro expansion, RFC 7208 §7.</summary>
internal static class SpfMacros
{
    /// <summary>The domain that a domain-spec means; null when it is none, or asks for what is not known here (<c>%{p}</c>, <c>%{h}</c>).</summary>
    public static string? Expand(string spec, SpfQuestion question, string domain)
    {
        var text = new StringBuilder();
        for (var at = 0; at < spec.Length; at++)
        {
            if (spec[at] != '%')
            {
                text.Append(spec[at]);
                continue;
            }

            if (++at >= spec.Length)
            {
                return null;
            }

            switch (spec[at])
            {
                case '%':
                    text.Append('%');
                    break;
                case '_':
                    text.Append(' ');
                    break;
                case '-':
                    text.Append("%20");
                    break;
                case '{' when spec.IndexOf('}', at) is > 0 and var end && Value(spec[(at + 1)..end], question, domain) is { } value:
                    text.Append(value);
                    at = end;
                    break;
                default:
                    return null;
            }
        }

        // §7.3: what is longer than a domain name loses labels from the left.
        var name = text.ToString().TrimEnd('.');
        while (name.Length > 253 && name.Contains('.', StringComparison.Ordinal))
        {
            name = name[(name.IndexOf('.', StringComparison.Ordinal) + 1)..];
        }

        return IsName(name) ? name : null;
    }

    // §4.3: labels of 1 to 63 octets, and more than one of them. Underscores are usual here.
    private static bool IsName(string name) =>
        name.Length is > 0 and <= 253
        && name.Contains('.', StringComparison.Ordinal)
        && name.Split('.').All(label => label.Length is > 0 and <= 63)
        && name.All(c => c is > ' ' and < (char)127);

    // macro-letter *DIGIT ["r"] *delimiter
    private static string? Value(string macro, SpfQuestion question, string domain)
    {
        if (macro.Length == 0)
        {
            return null;
        }

        var value = char.ToLowerInvariant(macro[0]) switch
        {
            's' => question.Sender,
            'l' => question.Sender[..question.Sender.LastIndexOf('@')],
            'o' => question.Sender[(question.Sender.LastIndexOf('@') + 1)..],
            'd' => domain,
            'i' => Dotted(question.Client),
            'v' => question.Client.AddressFamily == AddressFamily.InterNetwork ? "in-addr" : "ip6",
            _ => null,
        };
        var digits = new string([.. macro.Skip(1).TakeWhile(char.IsAsciiDigit)]);
        var left = macro[(1 + digits.Length)..];
        var isReversed = left is ['r' or 'R', ..];
        var delimiters = isReversed ? left[1..] : left;
        if (value is null || delimiters.Any(c => !".-+,/_=".Contains(c, StringComparison.Ordinal)))
        {
            return null;
        }

        IEnumerable<string> parts = value.Split(delimiters.Length == 0 ? ['.'] : delimiters.ToCharArray());
        parts = isReversed ? parts.Reverse() : parts;
        if (digits.Length > 0)
        {
            if (!int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count == 0)
            {
                return null;
            }

            parts = parts.TakeLast(count);
        }

        return string.Join('.', parts);
    }

    private static string Dotted(IPAddress address) => address.AddressFamily == AddressFamily.InterNetwork
        ? address.ToString()
        : string.Join('.', Convert.ToHexStringLower(address.GetAddressBytes()).AsEnumerable());
}
