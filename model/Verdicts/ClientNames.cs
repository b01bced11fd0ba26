using System.Net;
using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Names;

namespace MtaStsAudit.Model.Verdicts;

/// <summary>What is known of the names that clients go by: which of them DNS has confirmed, and whose they are. For one thread.</summary>
public sealed class ClientNames
{
    private readonly ILookup<string, string> confirmed;

    // Of ten thousand sessions many are of one client, and each is asked about more than once.
    private readonly Dictionary<(IPAddress Address, string? HostName), ClientSigns> signs = [];
    private readonly Dictionary<string, string?> organisations = [];

    /// <param name="records">Records among which are the answers of DNS.</param>
    public ClientNames(IEnumerable<EvidenceRecord> records) =>
        confirmed = (
            from record in records
            let check = record.What as ClientNameChecked
            where check is { BelongsToClient: true }
            let organisation = check.Source == ClientNameSource.MailFrom
                ? ClientNames.OrganisationOf(check.Name)
                : SenderIdentity.HostDomainOf(check.Name, check.Client)
            where organisation is not null
            select (Client: SenderIdentity.ClientKeyOf(check.Client), organisation))
            .Distinct()
            .ToLookup(pair => pair.Client, pair => pair.organisation);

    /// <summary>The registrable domain of any name; null for a public suffix and for what is no domain name. It says whose the name is, not who uses it.</summary>
    public static string? OrganisationOf(string name) =>
        DomainName.TryParse(name, out var domain) ? PublicSuffixes.RegistrableDomainOf(domain)?.Value : null;

    /// <summary>The organisational domains that a client belongs to, as far as DNS confirms it.</summary>
    public IEnumerable<string> OrganisationsOf(SmtpClient client) => SignsOf(client.Address, client.VerifiedHostName).Organisations;

    /// <summary>The same of a client of which only the address was recorded.</summary>
    public IEnumerable<string> OrganisationsOf(IPAddress address) => SignsOf(address, null).Organisations;

    internal ClientSigns SignsOf(IPAddress address, string? verifiedHostName)
    {
        if (!signs.TryGetValue((address, verifiedHostName), out var known))
        {
            var key = SenderIdentity.ClientKeyOf(address);
            var ofHostName = SenderIdentity.HostDomainOf(verifiedHostName, address);
            IEnumerable<string> ofName = ofHostName is null ? [] : [ofHostName];
            signs[(address, verifiedHostName)] = known = new(key, SenderIdentity.NetworkOf(address), [.. ofName.Concat(confirmed[key]).Distinct()], ofHostName);
        }

        return known;
    }

    /// <summary>As <see cref="OrganisationOf"/>; each name is read once.</summary>
    internal string? OrganisationNamed(string name)
    {
        if (!organisations.TryGetValue(name, out var known))
        {
            organisations[name] = known = OrganisationOf(name);
        }

        return known;
    }
}
