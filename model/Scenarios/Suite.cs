using System.Collections.Frozen;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Receivers;

namespace MtaStsAudit.Model.Scenarios;

/// <summary>A named list of scenarios. That of the study is frozen, so that its label keeps its meaning; all others hold the study's as well.</summary>
public sealed record Suite(string Name, IReadOnlyList<Scenario> Scenarios)
{
    private static readonly string[] MostTeaching =
    [
        "g", "wrong-name", "expired", "unlisted", "unlisted-san", "first-plain", "first-unlisted", "testing-plain", "policy-untrusted", "policy-redirect",
        "policy-404", "two-records", "policy-no-mx", "sni-decides", "tls13-only",
    ];

    private readonly FrozenSet<ReceiverName> names = Scenarios.SelectMany(scenario => scenario.Receivers).Select(receiver => receiver.Name).ToFrozenSet();

    /// <summary>The six of the original study: they give the study's label.</summary>
    public static Suite Study { get; } = new("study", [.. Catalogue.Scenarios.Where(scenario => scenario.Name.IsOfStudy)]);

    /// <summary>The study's, and those that teach most.</summary>
    public static Suite Standard { get; } = WithStudy("standard", scenario => MostTeaching.Contains(scenario.Name.Value));

    /// <summary>All there is.</summary>
    public static Suite Complete { get; } = WithStudy("complete", _ => true);

    /// <summary>By name, the families' after the others.</summary>
    public static IReadOnlyList<Suite> All { get; } =
    [
        Study, Standard, Complete,
        .. Enum.GetValues<Family>().Where(family => family != Family.Core).Select(family => WithStudy(FamilyWords.NameOf(family), scenario => scenario.Family == family)),
    ];

    public IEnumerable<Receiver> Receivers => Scenarios.SelectMany(scenario => scenario.Receivers);

    /// <summary>The scenarios that a suite of this name has elsewhere and that cannot be where this one is.</summary>
    public IReadOnlyList<ReceiverName> LeftOut => [.. (Find(Name)?.Scenarios ?? []).Select(scenario => scenario.Name).Except(Scenarios.Select(scenario => scenario.Name))];

    /// <summary>What can be mailed where this suite is: all suites that are there in full, and this one as far as it is there.</summary>
    public IEnumerable<Suite> Offered => All.Select(one => one.Name == Name ? this : one).Where(one => one.Scenarios.All(Scenarios.Contains));

    public static Suite? Find(string name) => All.FirstOrDefault(suite => suite.Name == name);

    /// <summary>Whether a receiver is an MX host of one of its scenarios.</summary>
    public bool Has(ReceiverName receiver) => names.Contains(receiver);

    /// <summary>This suite where some of its scenarios cannot be.</summary>
    public Suite Without(IReadOnlyCollection<ReceiverName> leftOut) =>
        leftOut.Count == 0 ? this : new(Name, [.. Scenarios.Where(scenario => !leftOut.Contains(scenario.Name))]);

    // The controls of the core make the others readable.
    private static Suite WithStudy(string name, Func<Scenario, bool> has) =>
        new(name, [.. Catalogue.Scenarios.Where(scenario => scenario.Family == Family.Core || has(scenario))]);
}
