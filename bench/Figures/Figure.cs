namespace MtaStsAudit.Bench.Figures;

/// <summary>One figure with what it is compared with, of the same run.</summary>
/// <param name="Ours">With its unit.</param>
/// <param name="Compared">What it is compared with, and that one's figure.</param>
/// <param name="Ratio">Ours to the other; null where there is none.</param>
/// <param name="Goal">Null where there is none.</param>
internal sealed record Figure(string What, string Ours, string Compared, double? Ratio, Goal? Goal = null);

/// <summary>The last lines of a run, for programs.</summary>
internal sealed record Line(string Name, double Value);
