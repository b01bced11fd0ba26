using System.Globalization;

namespace MtaStsAudit.Bench.Figures;

/// <summary>What a figure should be, and whether it is in this run.</summary>
internal sealed record Goal(string Words, bool IsReached)
{
    public static Goal AtLeast(double least, double value) => new($"at least {Text(least)}", value >= least);

    public static Goal Within(double most, double value) => new($"within {Text(most)}", value <= most);

    public static Goal Under(double limit, string unit, double value) => new($"under {Text(limit)} {unit}", value < limit);

    public override string ToString() => IsReached ? Words : $"{Words}: missed";

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);
}
