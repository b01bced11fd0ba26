using MtaStsAudit.Model.Names;

namespace MtaStsAudit.Deployment.Placement;

/// <summary>A scenario of the suite that has no place.</summary>
/// <param name="Why">The reason, as the end of a sentence.</param>
public sealed record LeftOut(ReceiverName Scenario, string Why);
