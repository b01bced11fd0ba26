using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace MtaStsAudit.Model.Names;

/// <summary>A fully qualified host or domain name in letter-digit-hyphen form, lower case, without the final dot.</summary>
/// <remarks>RFC 1035 §2.3.1 and §2.3.4; underscore labels such as <c>_mta-sts</c> are record owners, not names of this type.</remarks>
public readonly record struct DomainName
{
    private readonly string? value;

    private DomainName(string value) => this.value = value;

    public string Value => value ?? throw new InvalidOperationException("An empty DomainName was used.");

    /// <summary>The name without its first label; null for a single label.</summary>
    public DomainName? Parent
    {
        get
        {
            var dot = Value.IndexOf('.', StringComparison.Ordinal);
            return dot < 0 ? null : new DomainName(Value[(dot + 1)..]);
        }
    }

    /// <summary>Names the fault in words that fit a message about a setting, or returns null and the name.</summary>
    public static bool TryParse(string? text, out DomainName name, [NotNullWhen(false)] out string? error)
    {
        name = default;
        var candidate = (text ?? "").Trim();
        // Before capitals are made small: letters outside ASCII may become ASCII by that.
        if (!candidate.All(char.IsAscii))
        {
            error = $"'{candidate}' has a character outside ASCII; an international name has an ASCII form, xn--…";
            return false;
        }

        candidate = (candidate.EndsWith('.') ? candidate[..^1] : candidate).ToLowerInvariant();
        if (candidate.Length is 0 or > 253)
        {
            error = "a domain name has 1 to 253 characters";
            return false;
        }

        if (IPAddress.TryParse(candidate.Trim('[', ']'), out _) && candidate.AsSpan().IndexOfAny('.', ':') >= 0)
        {
            error = $"'{candidate}' is an IP address, not a name";
            return false;
        }

        var labels = candidate.Split('.');
        foreach (var label in labels)
        {
            if (!IsLabel(label))
            {
                error = $"'{label}' is not a label (1 to 63 letters, digits or inner hyphens)";
                return false;
            }
        }

        // RFC 1123 §2.1: the last label of a name is not numeric, which tells it from an address.
        if (labels.Length > 1 && labels[^1].All(char.IsAsciiDigit))
        {
            error = $"'{candidate}' ends in a number, as no name does";
            return false;
        }

        name = new DomainName(candidate);
        error = null;
        return true;
    }

    public static bool TryParse(string? text, out DomainName name) => TryParse(text, out name, out _);

    public static DomainName Parse(string text) =>
        TryParse(text, out var name, out var error) ? name : throw new FormatException($"'{text}': {error}");

    public DomainName Prepend(string labels) => Parse($"{labels}.{Value}");

    public bool IsAtOrUnder(DomainName ancestor) =>
        Value.EndsWith(ancestor.Value, StringComparison.Ordinal)
        && (Value.Length == ancestor.Value.Length || Value[Value.Length - ancestor.Value.Length - 1] == '.');

    public override string ToString() => value ?? "";

    private static bool IsLabel(string label) =>
        label.Length is > 0 and <= 63
        && label[0] != '-'
        && label[^1] != '-'
        && label.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');
}
