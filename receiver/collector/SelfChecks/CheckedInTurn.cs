using MtaStsAudit.Testbed.Names;
using MtaStsAudit.Testbed.Scenarios;
using MtaStsAudit.Testbed.SelfChecks;

namespace MtaStsAudit.Collector.SelfChecks;

/// <summary>
/// Checks the study's scenarios every time, for they decide the label, and of all others a few at a time, so that what a large testbed
/// costs does not grow with it. What was found of those whose turn it is not stands until it is.
/// </summary>
internal sealed class CheckedInTurn(Suite suite, Func<IReadOnlyList<Scenario>, CancellationToken, Task<IReadOnlyList<SiteFinding>>> check)
{
    private const int OthersAtATime = 10;

    private readonly List<Scenario> study = [.. suite.Scenarios.Where(scenario => scenario.Name.IsOfStudy)];
    private readonly List<Scenario> others = [.. suite.Scenarios.Where(scenario => !scenario.Name.IsOfStudy)];
    private readonly Dictionary<ReceiverName, IReadOnlyList<SiteFinding>> found = [];
    private int next;

    public async Task<IReadOnlyList<SiteFinding>> RunAsync(CancellationToken cancellationToken)
    {
        // The first time all of them, and a part of them at a time even then: a small host has other things to do as well.
        List<SiteFinding> newest = [.. await check(study, cancellationToken)];
        do
        {
            var turn = others.Skip(next).Take(OthersAtATime).ToList();
            if (turn.Count > 0)
            {
                var findings = await check(turn, cancellationToken);
                foreach (var scenario in turn)
                {
                    var ofIt = scenario.Receivers.Select(receiver => receiver.Name).Append(scenario.Name).ToHashSet();
                    found[scenario.Name] = [.. findings.Where(finding => finding.Receiver is { } receiver && ofIt.Contains(receiver))];
                }
            }

            next = next + OthersAtATime < others.Count ? next + OthersAtATime : 0;
        }
        while (found.Count < others.Count);

        return [.. newest, .. found.Values.SelectMany(findings => findings)];
    }
}
