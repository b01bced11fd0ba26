namespace MtaStsAudit.Bench.Figures;

/// <summary>What is told of many measurements.</summary>
internal static class Statistics
{
    public static double Median(this IEnumerable<double> values) => values.Percentile(50);

    /// <summary>The smallest value that so many of a hundred do not exceed.</summary>
    public static double Percentile(this IEnumerable<double> values, int percent)
    {
        var sorted = values.Order().ToList();
        return sorted[Math.Max(0, (int)Math.Ceiling(sorted.Count * percent / 100.0) - 1)];
    }
}
