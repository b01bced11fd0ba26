namespace MtaStsAudit.Model.Verdicts;

/// <summary>Sorts what nearly always is in order already: the store answers in the order of the commits, and a report may be of ten thousand messages.</summary>
internal static class SortingExtensions
{
    /// <summary>The items in ascending order; of equal ones the order is not told.</summary>
    public static List<T> Sorted<T>(this IEnumerable<T> items, Comparison<T> comparison)
    {
        List<T> all = [.. items];
        for (var index = 1; index < all.Count; index++)
        {
            if (comparison(all[index - 1], all[index]) > 0)
            {
                all.Sort(comparison);
                break;
            }
        }

        return all;
    }
}
