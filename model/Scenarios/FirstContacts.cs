using System.Net;
using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Names;

namespace MtaStsAudit.Model.Scenarios;

/// <summary>
/// When each client came to a scenario first: from then on runs the time after which the scenario's state changes for it. Clients of one
/// network (<see cref="SenderIdentity.NetworkOf"/>) have one clock, so that the hosts of a sender meet the same state. So any number of
/// audits run beside each other.
/// </summary>
/// <remarks>
/// The changed state lasts as long as an audit waits for its sender; who comes later begins anew. Safe to share. After a restart all
/// begin anew: what was answered is evidence, and the judge goes by that.
/// </remarks>
/// <param name="untilChange">From the first contact to the change.</param>
/// <param name="afterChange">From the change to the time when a contact is a first one again.</param>
public sealed class FirstContacts(TimeSpan untilChange, TimeSpan afterChange)
{
    private readonly FirstSeen<(ReceiverName Scenario, string Network)> contacts = new(untilChange + afterChange);

    /// <summary>Takes note of a contact, and says when the state changes for this client, or has changed.</summary>
    public DateTimeOffset ChangesAt(ReceiverName scenario, IPAddress client, DateTimeOffset now) =>
        contacts.Note((scenario, SenderIdentity.NetworkOf(client)), now) + untilChange;
}
