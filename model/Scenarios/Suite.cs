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

    public static Suite? Find(string name) => All.FirstOrDefault(suite => suite.Name == name);

    /// <summary>The suites that a testbed with these scenarios has in full.</summary>
    public IEnumerable<Suite> Contained() => All.Where(suite => suite.Scenarios.All(Scenarios.Contains));

    /// <summary>Whether a receiver is an MX host of one of its scenarios.</summary>
    public bool Has(ReceiverName receiver) => names.Contains(receiver);

    // The controls of the core make the others readable.
    private static Suite WithStudy(string name, Func<Scenario, bool> has) =>
        new(name, [.. Catalogue.Scenarios.Where(scenario => scenario.Family == Family.Core || has(scenario))]);
}
