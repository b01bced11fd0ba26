using System.Net;
using MtaStsAudit.Testbed.Evidence;
using MtaStsAudit.Testbed.Names;

namespace MtaStsAudit.Testbed.Verdicts;

/// <summary>One of those who mailed a token, and how to tell what else it did.</summary>
public sealed class TokenSender
{
    private readonly ClientNames names;
    private readonly HashSet<string> clients;
    private readonly HashSet<string> networks;
    private readonly HashSet<string> organisations;
    private readonly HashSet<string> heloNames;
    private readonly HashSet<string> heloOrganisations;

    internal TokenSender(IReadOnlyList<EvidenceRecord> messages, ClientNames names)
    {
        this.names = names;
        Messages = messages;
        var all = messages.Select(record => (MessageAccepted)record.What).ToList();
        var who = all.Select(message => message.Client).Distinct().ToList();
        clients = [.. who.Select(client => SenderIdentity.ClientKeyOf(client.Address))];
        networks = [.. who.Select(client => SenderIdentity.NetworkOf(client.Address))];
        organisations = [.. who.SelectMany(names.OrganisationsOf)];
        heloNames = all.Select(message => message.HeloName).OfType<string>().ToHashSet(StringComparer.OrdinalIgnoreCase);
        // A name that a hoster gives to every address says nothing of who sends, in EHLO either.
        heloOrganisations = [.. all.Select(message => SenderIdentity.HostDomainOf(message.HeloName, message.Client.Address)).OfType<string>()];
        Runs = all.Select(message => message.Run).OfType<string>().ToHashSet();
        Receivers = all.Select(message => message.Receiver).ToHashSet();
    }

    /// <summary>What it delivered, oldest first.</summary>
    public IReadOnlyList<EvidenceRecord> Messages { get; }

    /// <summary>Its clients: IPv4 addresses, and /64 networks of IPv6.</summary>
    public IReadOnlySet<string> Clients => clients;

    /// <summary>The networks of its clients, /24 and /48: there may be others in them.</summary>
    public IReadOnlySet<string> Networks => networks;

    /// <summary>The organisational domains that its clients' names lead to.</summary>
    public IReadOnlySet<string> Organisations => organisations;

    /// <summary>The nonces of the runs that handed it its messages.</summary>
    public IReadOnlySet<string> Runs { get; }

    public IReadOnlySet<ReceiverLetter> Receivers { get; }

    /// <summary>Whether a domain is the sender's own as far as the evidence tells: an owner's word alone ties no domain to a sender.</summary>
    public bool IsTiedTo(DomainName domain) => ClientNames.OrganisationOf(domain.Value) is { } organisation && organisations.Contains(organisation);

    /// <summary>Whose a session without mail of this token is.</summary>
    public Attribution? AttributionOf(SmtpSession session)
    {
        if (clients.Contains(SenderIdentity.ClientKeyOf(session.Client.Address)))
        {
            // Other programs run on a mail server's host, and other hosts share its address.
            return GreetsLikeIt(session) ? Own(session) : Attribution.NetworkOnly;
        }

        if (names.OrganisationsOf(session.Client).Any(organisations.Contains))
        {
            return Own(session);
        }

        return !networks.Contains(SenderIdentity.NetworkOf(session.Client.Address)) ? null
            : session.HeloNames.Any(name => SenderIdentity.HostDomainOf(name, session.Client.Address) is { } organisation && heloOrganisations.Contains(organisation)) ? Own(session)
            : Attribution.NetworkOnly;
    }

    /// <summary>Whose a fetch of a policy is.</summary>
    public Attribution? AttributionOf(IPAddress fetcher) =>
        clients.Contains(SenderIdentity.ClientKeyOf(fetcher)) || names.OrganisationsOf(fetcher).Any(organisations.Contains) ? Attribution.OwnClient
        // Whose name is another organisation's is a neighbour, and fetches for itself.
        : networks.Contains(SenderIdentity.NetworkOf(fetcher)) && (organisations.Count == 0 || !names.OrganisationsOf(fetcher).Any()) ? Attribution.NetworkOnly
        : null;

    // The server name tells that the client came for this MX host by its name, and not by going through addresses.
    private static Attribution Own(SmtpSession session) =>
        session.ServerName?.StartsWith($"mail-{session.Receiver}.", StringComparison.OrdinalIgnoreCase) == true ? Attribution.Exact : Attribution.OwnClient;

    private bool GreetsLikeIt(SmtpSession session) =>
        session.HeloNames.Count == 0
        || heloNames.Count == 0
        || session.HeloNames.Any(name => heloNames.Contains(name)
            || (SenderIdentity.HostDomainOf(name, session.Client.Address) is { } organisation && (heloOrganisations.Contains(organisation) || organisations.Contains(organisation))));
}
