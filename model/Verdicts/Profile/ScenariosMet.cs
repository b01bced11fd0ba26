using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Scenarios;

namespace MtaStsAudit.Model.Verdicts.Profile;

/// <summary>Which scenarios a sender was seen at: at an MX host, or at the policy host only.</summary>
internal sealed class ScenariosMet
{
    private readonly HashSet<ReceiverName> receivers;
    private readonly Dictionary<ReceiverName, DateTimeOffset> fetched;
    private readonly DateTimeOffset? lastDelivery;
    private readonly TimeSpan settle;

    /// <param name="fetchTries">Fetches in the time of the audit, of whomever and whatever they were answered.</param>
    public ScenariosMet(OwnRecords own, IEnumerable<EvidenceRecord> fetchTries, TimeSpan settle)
    {
        this.settle = settle;
        receivers = [.. own.Deliveries.Select(delivery => delivery.Message.Receiver).Concat(own.Departures.Select(departure => departure.Session.Receiver))];
        fetched = (
            from record in fetchTries
            let fetch = (PolicyFetched)record.What
            where own.Sender.AttributionOf(fetch.Client) > Attribution.NetworkOnly
            group record.At by fetch.Receiver).ToDictionary(at => at.Key, at => at.Min());
        lastDelivery = own.Deliveries.Count > 0 ? own.Deliveries.Max(delivery => delivery.Began) : null;
    }

    public bool Has(Scenario scenario) => fetched.ContainsKey(scenario.Name) || MeetsHostOf(scenario);

    /// <summary>
    /// Whether the sender had mail for the scenario, which its fetch tells, and goes on delivering elsewhere a settling time later without
    /// ever having come to one of the MX hosts.
    /// </summary>
    public bool AvoidsHostsOf(Scenario scenario) =>
        !MeetsHostOf(scenario) && fetched.TryGetValue(scenario.Name, out var at) && lastDelivery >= at + settle;

    private bool MeetsHostOf(Scenario scenario) => scenario.Receivers.Any(receiver => receivers.Contains(receiver.Name));
}
