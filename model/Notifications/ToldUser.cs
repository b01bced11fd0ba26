using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Names;

namespace MtaStsAudit.Model.Notifications;

/// <summary>What the sender told its user of the mail to one scenario. It is shown, and decides nothing: the audit's holder handed it in.</summary>
/// <param name="Cause">Which cause it names.</param>
/// <param name="Evidence">The record's id.</param>
public sealed record ToldUser(ReceiverName Receiver, DeliveryStatus Status, StatedCause Cause, long Evidence)
{
    /// <summary>How long after it took the message; null where it does not say.</summary>
    public TimeSpan? After => Status is { Told: { } told, Arrived: { } arrived } && told >= arrived ? told - arrived : null;

    /// <summary>The notifications among the records of an audit, by scenario, the oldest first; null where none was handed in.</summary>
    internal static IReadOnlyList<ToldUser>? Of(IEnumerable<EvidenceRecord> records)
    {
        IReadOnlyList<ToldUser> all =
        [
            .. records.Select(record => (record.Id, What: (DeliveryStatusGiven)record.What))
                .OrderBy(one => one.What.Receiver.Value, StringComparer.Ordinal).ThenBy(one => one.What.Status.Told ?? DateTimeOffset.MaxValue).ThenBy(one => one.Id)
                .Select(one => new ToldUser(one.What.Receiver, one.What.Status, StatedCauses.Of(one.What.Status), one.Id)),
        ];
        return all.Count == 0 ? null : all;
    }
}
