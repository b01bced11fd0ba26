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
    /// A fault may have begun right after the look before the one that found it, and lasted until the look that found it gone.
    /// </remarks>
    public static IReadOnlyList<TestbedTrouble> In(IEnumerable<EvidenceRecord> records, DateTimeOffset known)
    {
        var looks = records.Where(record => record.What is TestbedChecked).OrderBy(record => record.At).ThenBy(record => record.Id).ToList();
        return [.. looks.SelectMany((look, index) => Of(look, index + 1 < looks.Count ? looks[index + 1].At : known))];
    }

    private static IEnumerable<TestbedTrouble> Of(EvidenceRecord look, DateTimeOffset next)
    {
        var found = (TestbedChecked)look.What;
        if (found is { WasAway: true, LookedBefore: { } before })
        {
            yield return new(look, null, TestbedPart.Policy, "The policy hosts were away for a time.", before, look.At, WasAway: true);
        }

        foreach (var fault in found.Faults)
        {
            yield return new(look, fault.Receiver, fault.Part, fault.What, found.LookedBefore ?? DateTimeOffset.MinValue, next, fault.KeptFor);
        }
    }
}
