namespace MtaStsAudit.Bench.Intake;

/// <summary>A mail server that is measured.</summary>
/// <param name="Address">On the testbed's network.</param>
internal sealed record Target(string Name, string Address, string Recipient);
