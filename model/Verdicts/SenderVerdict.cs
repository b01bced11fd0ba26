using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Names;

namespace MtaStsAudit.Model.Verdicts;

/// <summary>Who a sender is, as far as the evidence tells.</summary>
/// <param name="Organisations">The organisational domains of its names that DNS confirms and that it goes by itself.</param>
/// <param name="HostNames">The host names of its clients that lead back to them.</param>
/// <param name="Clients">Its clients: IPv4 addresses, and /64 networks of IPv6.</param>
/// <param name="Messages">How many messages of the audit it delivered.</param>
/// <param name="First">When the first of them came.</param>
/// <param name="Last">When the last of them came.</param>
public sealed record SenderDescription(
    IReadOnlyList<string> Organisations, IReadOnlyList<string> HostNames, IReadOnlyList<string> Clients, int Messages, DateTimeOffset First, DateTimeOffset Last)
{
    private const int MostNamed = 100;

    /// <summary>The one name to call it by: its organisation, else a host name, else an address.</summary>
    public string Name => Organisations is [var organisation, ..] ? organisation : HostNames is [var host, ..] ? host : Clients[0];

    /// <summary>Whether a domain is the sender's own as far as the evidence tells.</summary>
    public bool IsTiedTo(DomainName domain) => ClientNames.OrganisationOf(domain.Value) is { } organisation && Organisations.Contains(organisation);

    internal static SenderDescription Of(TokenSender sender) => new(
        [.. sender.OwnOrganisations.Order(StringComparer.Ordinal)],
        [.. sender.Messages.Select(record => ((MessageAccepted)record.What).Client.VerifiedHostName).OfType<string>().Distinct().Take(MostNamed)],
        [.. sender.Clients.Order(StringComparer.Ordinal).Take(MostNamed)],
        sender.Messages.Count,
        sender.Messages[0].At,
        sender.Messages[^1].At);
}

/// <summary>The verdict on one of several senders that mailed a token.</summary>
public sealed record SenderVerdict(
    SenderDescription Sender, OutboundFinding Outbound, SupportLabel Label, bool IsFinal, string Reason, IReadOnlyList<ReceiverOutcome> Outcomes);
