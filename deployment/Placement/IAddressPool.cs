using MtaStsAudit.Model.Scenarios;

namespace MtaStsAudit.Deployment.Placement;

/// <summary>The addresses that there are, as one scenario after the other takes its own.</summary>
internal interface IAddressPool
{
    /// <summary>The hosts, with the receivers that have a place.</summary>
    IReadOnlyList<PlacedHost> Hosts { get; }

    /// <returns>Why a scenario gets no addresses, as the end of a sentence; null when each of its receivers has one.</returns>
    string? Take(Scenario scenario);
}
