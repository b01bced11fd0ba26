using System.Globalization;
using MimeKit;
using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Names;

namespace MtaStsAudit.Collector.TlsReports.Signatures;

/// <summary>What a DKIM-Signature says of itself, RFC 6376 §3.5.</summary>
/// <param name="Domain">The domain that signs; null when that is none.</param>
internal sealed record DkimSignatureTags(Header Header, DomainName? Domain, IReadOnlyDictionary<string, string> Tags)
{
    public static DkimSignatureTags Of(Header header)
    {
        var tags = TagsIn(header.Value);
        return new(header, DomainName.TryParse(tags.GetValueOrDefault("d"), out var domain) ? domain : null, tags);
    }

    /// <summary>RFC 6376 §3.2. Keys in DNS have the same form. Of a repeated tag the first counts; white space is left out.</summary>
    public static Dictionary<string, string> TagsIn(string text)
    {
        var tags = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var field in text.Split(';'))
        {
            if (field.Split('=', 2, StringSplitOptions.TrimEntries) is [var name, var value])
            {
                tags.TryAdd(name, string.Concat(value.Where(c => !char.IsWhiteSpace(c))));
            }
        }

        return tags;
    }

    /// <summary>RFC 8460 §3: whether it is the reporting domain's own, by the address the mail is from: of that domain, or of one above it.</summary>
    public bool IsOf(DomainName from) =>
        Domain is { Parent: not null } domain && from.IsAtOrUnder(domain) && !SenderIdentity.IsSuffixOfRegistry(domain);

    /// <summary>Why the signature does not count whatever it covers; null: it may.</summary>
    public string? FaultAt(DateTimeOffset received) =>
        // RFC 6376 §8.2: whoever passes the mail on can add to what is not covered, and a report is just that.
        Tags.ContainsKey("l") ? "it covers only the beginning of the mail"
        : Tags.TryGetValue("x", out var expires)
            && long.TryParse(expires, NumberStyles.None, CultureInfo.InvariantCulture, out var second)
            && second < received.ToUnixTimeSeconds() ? "it had expired when the mail came"
        : null;
}
