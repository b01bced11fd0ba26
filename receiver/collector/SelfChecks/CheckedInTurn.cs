using System.Collections.Concurrent;
using MtaStsAudit.Collector.Store;
using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Scenarios;
using MtaStsAudit.Model.SelfChecks;

namespace MtaStsAudit.Collector.SelfChecks;

/// <summary>Checks scenarios.</summary>
internal delegate Task<IReadOnlyList<SiteFinding>> ScenarioCheck(IReadOnlyList<Scenario> scenarios, CancellationToken cancellationToken);

/// <summary>
/// Checks the study's scenarios every time, for they decide the label, and of all others a few at a time, so that what a large testbed
/// costs does not grow with it. Out of turn come those where mail arrived that a sender should have refused, since blame waits for
/// a check, and those with a fault, which may be gone. What was found of the rest stands.
/// </summary>
internal sealed class CheckedInTurn
{
    private const int OthersAtATime = 10;

    private readonly ScenarioCheck check;
    private readonly List<Scenario> study;
    private readonly List<Scenario> others;
    private readonly Dictionary<ReceiverName, IReadOnlyList<SiteFinding>> found = [];
    private readonly ConcurrentDictionary<ReceiverName, bool> wanted = [];
    private int next;

    public CheckedInTurn(Suite suite, ScenarioCheck check)
    {
        this.check = check;
        study = [.. suite.Scenarios.Where(scenario => scenario.Name.IsOfStudy)];
        others = [.. suite.Scenarios.Where(scenario => !scenario.Name.IsOfStudy)];
    }

    /// <summary>Has the scenarios checked next that mail came to although a sender should have refused.</summary>
    public void Watch(EvidenceWriter writer) => writer.Committed += Note;

    public async Task<IReadOnlyList<SiteFinding>> RunAsync(CancellationToken cancellationToken)
    {
        // No more of them than in a turn: blame at the study's scenarios waits for this as well.
        List<Scenario> due = [.. others.Where(scenario => wanted.ContainsKey(scenario.Name) || HasFault(scenario)).Take(OthersAtATime)];
        due.ForEach(scenario => wanted.TryRemove(scenario.Name, out _));
        List<SiteFinding> newest = [.. await check(study, cancellationToken)];
        do
        {
            // The first time all of them, and a part of them at a time even then: a small host has other things to do as well.
            List<Scenario> turn = [.. others.Skip(next).Take(OthersAtATime)];
            next = next + OthersAtATime < others.Count ? next + OthersAtATime : 0;
            foreach (var part in turn.Union(due).Chunk(OthersAtATime))
            {
                Keep(part, await check(part, cancellationToken));
            }

            due = [];
        }
        while (found.Count < others.Count);

        return [.. newest, .. found.Values.SelectMany(findings => findings)];
    }

    private void Keep(IReadOnlyList<Scenario> turn, IReadOnlyList<SiteFinding> findings)
    {
        foreach (var scenario in turn)
        {
            var ofIt = scenario.Receivers.Select(receiver => receiver.Name).Append(scenario.Name).ToHashSet();
            found[scenario.Name] = [.. findings.Where(finding => finding.Receiver is { } receiver && ofIt.Contains(receiver))];
        }
    }

    private bool HasFault(Scenario scenario) => found.GetValueOrDefault(scenario.Name, []).Any(finding => finding.Fault is not null);

    private void Note(IReadOnlyList<EvidenceRecord> committed)
    {
        foreach (var record in committed)
        {
            if (record.What is MessageAccepted { Token: not null, Receiver.IsOfStudy: false } message
                && Catalogue.Find(message.Receiver) is { MayBeForbidden: true } receiver)
            {
                wanted[receiver.Scenario] = true;
            }
        }
    }
}
