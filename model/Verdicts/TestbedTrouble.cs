using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Receivers;

namespace MtaStsAudit.Model.Verdicts;

/// <summary>A span of time in which the testbed was not as designed, or it is not known that it was.</summary>
/// <param name="Record">The self-check that found it.</param>
/// <param name="Receiver">Where; null: everywhere.</param>
/// <param name="What">A sentence.</param>
/// <param name="KeptFor">As in <see cref="TestbedFault"/>.</param>
/// <param name="WasAway">Nothing was served that is not as designed: the collector was not there.</param>
internal sealed record TestbedTrouble(
    EvidenceRecord Record, ReceiverName? Receiver, TestbedPart Part, string What, DateTimeOffset From, DateTimeOffset Until, TimeSpan? KeptFor = null,
    bool WasAway = false)
{
    /// <remarks>A policy is its scenario's, and so at each of its MX hosts.</remarks>
    public bool IsAt(Receiver receiver) => Receiver is null || Receiver == receiver.Name || (Part == TestbedPart.Policy && Receiver == receiver.Scenario);

    public bool Meets(DateTimeOffset from, DateTimeOffset until) => From <= until && from <= Until;

    /// <summary>Every trouble that the self-checks tell of.</summary>
    /// <param name="known">Until when they tell: what the last of them found lasted until then.</param>
    /// <remarks>
    /// A fault may have begun right after the self-check before the one that found it, and lasted until the one that found it gone.
    /// </remarks>
    public static IReadOnlyList<TestbedTrouble> In(IEnumerable<EvidenceRecord> records, DateTimeOffset known)
    {
        var selfChecks = records.Where(record => record.What is TestbedChecked).OrderBy(record => record.At).ThenBy(record => record.Id).ToList();
        return [.. selfChecks.SelectMany((selfCheck, index) => Of(selfCheck, index + 1 < selfChecks.Count ? selfChecks[index + 1].At : known))];
    }

    private static IEnumerable<TestbedTrouble> Of(EvidenceRecord selfCheck, DateTimeOffset next)
    {
        var found = (TestbedChecked)selfCheck.What;
        if (found is { WasAway: true, CheckedBefore: { } before })
        {
            yield return new(selfCheck, null, TestbedPart.Policy, "The policy hosts were away for a time.", before, selfCheck.At, WasAway: true);
        }

        foreach (var fault in found.Faults)
        {
            yield return new(selfCheck, fault.Receiver, fault.Part, fault.What, found.CheckedBefore ?? DateTimeOffset.MinValue, next, fault.KeptFor);
        }
    }
}
