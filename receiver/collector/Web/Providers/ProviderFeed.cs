using System.Globalization;
using System.Xml.Linq;
using MtaStsAudit.Model.Names;

namespace MtaStsAudit.Collector.Web.Providers;

/// <summary>The published audits as an Atom feed (RFC 4287 §4.1.1), the newest first.</summary>
internal static class ProviderFeed
{
    private const int Most = 100;

    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

    /// <returns>The document's octets, UTF-8.</returns>
    public static byte[] Of(IEnumerable<ProviderRow> rows, SiteNames names, DateTimeOffset now)
    {
        List<ProviderRow> newest = [.. rows.OrderByDescending(UpdatedAt).Take(Most)];
        var site = $"https://{names.Api}";
        var feed = new XElement(
            Atom + "feed",
            new XElement(Atom + "id", $"{site}/providers"),
            new XElement(Atom + "title", $"Published MTA-STS audits at {names.Site}"),
            new XElement(Atom + "updated", Time(newest.Count > 0 ? UpdatedAt(newest[0]) : now)),
            new XElement(Atom + "author", new XElement(Atom + "name", names.Api.Value)),
            new XElement(Atom + "link", new XAttribute("rel", "self"), new XAttribute("href", $"{site}/providers.atom")),
            new XElement(Atom + "link", new XAttribute("rel", "alternate"), new XAttribute("href", $"{site}/providers")),
            newest.Select(row => Entry(row, site)));
        using var octets = new MemoryStream();
        new XDocument(feed).Save(octets);
        return octets.ToArray();
    }

    private static XElement Entry(ProviderRow row, string site) => new(
        Atom + "entry",
        // RFC 4287 §4.2.6: it never changes.
        new XElement(Atom + "id", $"{site}/audits/{row.Token}"),
        new XElement(Atom + "title", $"{row.Provider}: {row.Support}"),
        new XElement(Atom + "updated", Time(UpdatedAt(row))),
        new XElement(Atom + "published", Time(row.PublishedAt)),
        new XElement(Atom + "link", new XAttribute("href", $"{site}/audits/{row.Token}")),
        new XElement(Atom + "summary", string.Join("; ", row.Outcomes.Select(outcome => $"{outcome.Receiver}: {Model.Verdicts.Wording.Of(outcome)}"))));

    // A message that comes later may change the verdict.
    private static DateTimeOffset UpdatedAt(ProviderRow row) => row.Outbound.LastEvidence is { } last && last > row.PublishedAt ? last : row.PublishedAt;

    private static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
