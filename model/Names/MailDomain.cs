using System.Diagnostics.CodeAnalysis;

namespace MtaStsAudit.Model.Names;

/// <summary>Reads the mail domain that a person typed or pasted: an address and an international name are understood as well.</summary>
public static class MailDomain
{
    private static readonly string[] OwnersBelow = ["_mta-sts.", "_smtp._tls.", "mta-sts."];

    /// <summary>The domain, or what to type instead, as a sentence fragment.</summary>
    public static bool TryParse(string? text, out DomainName domain, [NotNullWhen(false)] out string? error)
    {
        domain = default;
        var typed = (text ?? "").Trim();
        if (typed.Contains("://", StringComparison.Ordinal))
        {
            error = OfUrl(typed);
            return false;
        }

        var name = NameIn(typed);
        if (name.StartsWith('['))
        {
            // RFC 8461 §3.4: there is no policy for an address literal.
            error = "an address literal is no domain and can have no policy";
            return false;
        }

        if (name.IndexOfAny(['/', '?', '#']) >= 0 || IsWithPort(name))
        {
            error = $"type the domain alone{Suggestion(name.Split('/', '?', '#', ':')[0])}";
            return false;
        }

        if (Array.Find(OwnersBelow, owner => name.StartsWith(owner, StringComparison.OrdinalIgnoreCase)) is { } label)
        {
            error = $"that is a name below a mail domain; type the domain itself{Suggestion(name[label.Length..])}";
            return false;
        }

        var ascii = InternationalName.ToAscii(name);
        if (!ascii.IsValid)
        {
            error = ascii.Error;
            return false;
        }

        return DomainName.TryParse(ascii.Value, out domain, out error);
    }

    // RFC 5321 §4.1.2: what stands after the last @ of an address, also of one in angle brackets or in a mailto URI.
    private static string NameIn(string typed)
    {
        var address = typed.EndsWith('>') && typed.LastIndexOf('<') is >= 0 and var angle ? typed[(angle + 1)..^1] : typed;
        if (address.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase))
        {
            address = address["mailto:".Length..].Split('?')[0];
        }

        return address[(address.LastIndexOf('@') + 1)..].Trim();
    }

    private static bool IsWithPort(string name) =>
        name.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon
        && colon == name.LastIndexOf(':')
        && name[(colon + 1)..].All(char.IsAsciiDigit);

    private static string OfUrl(string typed)
    {
        var host = Uri.TryCreate(typed, UriKind.Absolute, out var url) ? url.Host : "";
        var below = Array.Find(OwnersBelow, owner => host.StartsWith(owner, StringComparison.OrdinalIgnoreCase));
        return $"that is a URL; type the domain that stands after the @ of its addresses{Suggestion(below is null ? host : host[below.Length..])}";
    }

    private static string Suggestion(string name) =>
        InternationalName.ToAscii(name) is { IsValid: true } ascii && DomainName.TryParse(ascii.Value, out var domain) ? $", such as {domain}" : "";
}
