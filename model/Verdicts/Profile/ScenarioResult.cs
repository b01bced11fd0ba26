using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Scenarios;

namespace MtaStsAudit.Model.Verdicts.Profile;

/// <summary>What one sender did at one scenario, and how that stands to what is asked.</summary>
/// <param name="Asks">As in <see cref="Scenarios.Scenario"/>.</param>
/// <param name="Sections">The RFC sections that ask it.</param>
/// <param name="Did">What the sender did, in a sentence.</param>
/// <param name="IsFinal">Nothing that may still come is expected to change it.</param>
/// <param name="Evidence">The ids of the records that it rests on.</param>
/// <param name="Primed">When the sender first came to one of its MX hosts; null when it has only fetched the policy.</param>
public sealed record ScenarioResult(
    ReceiverName Scenario,
    Family Family,
    string Asks,
    CompliantSender Expected,
    RequirementLevel Level,
    IReadOnlyList<string> Sections,
    Conformance Conformance,
    string Did,
    bool IsFinal,
    IReadOnlyList<long> Evidence,
    DateTimeOffset? Primed = null);

/// <summary>How many scenarios came out how.</summary>
public sealed record ConformanceCount(int Conforms, int ViolatesMust, int MissesShould, int ShownOnly, int Undecided, int DoesNotApply)
{
    public static ConformanceCount Of(IEnumerable<Conformance> results)
    {
        var count = results.CountBy(one => one).ToDictionary();
        return new(
            count.GetValueOrDefault(Conformance.Conforms),
            count.GetValueOrDefault(Conformance.ViolatesMust),
            count.GetValueOrDefault(Conformance.MissesShould),
            count.GetValueOrDefault(Conformance.ShownOnly),
            count.GetValueOrDefault(Conformance.Undecided),
            count.GetValueOrDefault(Conformance.DoesNotApply));
    }
}

/// <summary>How many scenarios of a family came out how.</summary>
public sealed record FamilyCount(Family Family, ConformanceCount Count)
{
    /// <summary>The families that something was seen of, in their order.</summary>
    public static IReadOnlyList<FamilyCount> Of(IEnumerable<ScenarioResult> results) =>
    [
        .. from result in results
           group result.Conformance by result.Family into family
           orderby family.Key
           select new FamilyCount(family.Key, ConformanceCount.Of(family)),
    ];
}
