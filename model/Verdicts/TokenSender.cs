using System.Net;
using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Names;

namespace MtaStsAudit.Model.Verdicts;

/// <summary>One of those who mailed a token, and how to tell what else it did.</summary>
public sealed class TokenSender
{
    private readonly ClientNames names;

    // Of ten thousand senders only a few are asked for these.
    private Signs? known;

    internal TokenSender(IReadOnlyList<EvidenceRecord> messages, ClientNames names)
    {
        this.names = names;
        Messages = messages;
        Receivers = messages.Select(record => ((MessageAccepted)record.What).Receiver).ToHashSet();
    }

    /// <summary>What it delivered, oldest first.</summary>
    public IReadOnlyList<EvidenceRecord> Messages { get; }

    /// <summary>Its clients: IPv4 addresses, and /64 networks of IPv6.</summary>
    public IReadOnlySet<string> Clients => Known.Clients;

    /// <summary>The networks of its clients, /24 and /48: there may be others in them.</summary>
    public IReadOnlySet<string> Networks => Known.Networks;

    /// <summary>The organisational domains that its clients' names lead to.</summary>
    public IReadOnlySet<string> Organisations => Known.Organisations;

    /// <summary>Those of them that the sender goes by itself.</summary>
    public IEnumerable<string> OwnOrganisations => Known.Organisations.Where(IsItsOwn);

    /// <summary>The nonces of the runs that handed it its messages.</summary>
    public IReadOnlySet<string> Runs => Known.Runs;

    public IReadOnlySet<ReceiverName> Receivers { get; }

    private Signs Known => known ??= new Signs(Messages, names);

    /// <summary>Whether a domain is the sender's own as far as the evidence tells: an owner's word alone ties no domain to a sender.</summary>
    public bool IsTiedTo(DomainName domain) => ClientNames.OrganisationOf(domain.Value) is { } organisation && IsItsOwn(organisation);

    /// <summary>As <see cref="SenderIdentity.ClientKeyOf"/>; each client's is made once.</summary>
    internal string KeyOf(SmtpClient client) => names.SignsOf(client.Address, client.VerifiedHostName).Key;

    /// <summary>Whose a session without mail of this token is.</summary>
    public Attribution? AttributionOf(SmtpSession session)
    {
        var client = names.SignsOf(session.Client.Address, session.Client.VerifiedHostName);
        if (Known.Clients.Contains(client.Key))
        {
            // Other programs run on a mail server's host, and other hosts share its address.
            return GreetsLikeIt(session) ? Own(session) : Attribution.NetworkOnly;
        }

        if (client.Organisations.Any(IsItsOwn))
        {
            return Own(session);
        }

        return !Known.Networks.Contains(client.Network) && !client.Organisations.Any(Known.Organisations.Contains) ? null
            : session.HeloNames.Any(name => OrganisationOf(name, session.Client.Address) is { } organisation && Known.HeloOrganisations.Contains(organisation)) ? Own(session)
            : Attribution.NetworkOnly;
    }

    /// <summary>Whose a fetch of a policy is.</summary>
    public Attribution? AttributionOf(IPAddress fetcher)
    {
        var client = names.SignsOf(fetcher, null);
        return Known.Clients.Contains(client.Key) || client.Organisations.Any(IsItsOwn) ? Attribution.OwnClient
            : client.Organisations.Any(Known.Organisations.Contains) ? Attribution.NetworkOnly
            // Whose name is another organisation's is a neighbour, and fetches for itself.
            : Known.Networks.Contains(client.Network) && (Known.Organisations.Count == 0 || !client.Organisations.Any()) ? Attribution.NetworkOnly
            : null;
    }

    private bool IsItsOwn(string organisation) => Known.Organisations.Contains(organisation) && !Known.Hosters.Contains(organisation);

    // The server name tells that the client came for this MX host by its name, and not by going through addresses.
    private static Attribution Own(SmtpSession session) =>
        session.ServerName?.StartsWith($"mail-{session.Receiver}.", StringComparison.OrdinalIgnoreCase) == true ? Attribution.Exact : Attribution.OwnClient;

    private bool GreetsLikeIt(SmtpSession session)
    {
        // Nearly every session greets by a name that is known: asked first, as it costs least.
        foreach (var name in session.HeloNames)
        {
            if (Known.HeloNames.Contains(name))
            {
                return true;
            }
        }

        return session.HeloNames.Count == 0
            || Known.HeloNames.Count == 0
            || session.HeloNames.Any(name => OrganisationOf(name, session.Client.Address) is { } organisation
                && (Known.HeloOrganisations.Contains(organisation) || Known.Organisations.Contains(organisation)));
    }

    // A name that a hoster gives to every address says nothing of who sends, in EHLO either.
    private static string? OrganisationOf(string name, IPAddress client) => SenderIdentity.HostDomainOf(name, client);

    private sealed class Signs
    {
        public Signs(IReadOnlyList<EvidenceRecord> messages, ClientNames names)
        {
            HashSet<string> vouched = [];
            HashSet<(string Client, string? HostName, string? HeloName, string MailFrom)> said = [];
            foreach (var message in messages.Select(record => (MessageAccepted)record.What))
            {
                var client = names.SignsOf(message.Client.Address, message.Client.VerifiedHostName);
                Clients.Add(client.Key);
                Networks.Add(client.Network);
                Organisations.UnionWith(client.Organisations);
                if (message.Run is { } run)
                {
                    Runs.Add(run);
                }

                // Most messages of a client say the same.
                if (!said.Add((client.Key, client.OfHostName, message.HeloName, message.MailFrom)))
                {
                    continue;
                }

                string? greeted = null;
                if (message.HeloName is { } name)
                {
                    HeloNames.Add(name);
                    greeted = names.OrganisationNamed(name) is null ? null : OrganisationOf(name, message.Client.Address);
                    HeloOrganisations.UnionWith(greeted is null ? [] : [greeted]);
                }

                if (client.OfHostName is { } ofHost)
                {
                    var goesByIt = greeted is null || greeted == ofHost || names.OrganisationNamed(message.MailFrom[(message.MailFrom.LastIndexOf('@') + 1)..]) == ofHost;
                    (goesByIt ? vouched : Hosters).Add(ofHost);
                }
            }

            Hosters.ExceptWith(vouched);
        }

        public HashSet<string> Clients { get; } = [];

        public HashSet<string> Networks { get; } = [];

        public HashSet<string> Organisations { get; } = [];

        /// <summary>
        /// Organisations of the clients' host names that the sender itself does not go by, in EHLO or as envelope sender: a hoster's, whose
        /// other customers have such names too.
        /// </summary>
        public HashSet<string> Hosters { get; } = [];

        public HashSet<string> HeloNames { get; } = new(StringComparer.OrdinalIgnoreCase);

        public HashSet<string> HeloOrganisations { get; } = [];

        public HashSet<string> Runs { get; } = [];
    }
}
