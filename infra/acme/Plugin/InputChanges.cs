using System.Collections.Immutable;
using Pulumi.Experimental;

namespace MtaStsAudit.Acme.Plugin;

/// <summary>Which inputs differ. A value that becomes secret, or depends on another resource now, is the same value.</summary>
internal static class InputChanges
{
    public static ImmutableArray<string> Between(
        ImmutableDictionary<string, PropertyValue> before, ImmutableDictionary<string, PropertyValue> after) =>
        [
            .. before.Keys.Union(after.Keys)
                .Where(key => !key.StartsWith("__", StringComparison.Ordinal))
                .Where(key => !Same(before.GetValueOrDefault(key), after.GetValueOrDefault(key)))
                .Order(StringComparer.Ordinal),
        ];

    private static bool Same(PropertyValue? one, PropertyValue? other)
    {
        var (before, after) = (one ?? PropertyValue.Null, other ?? PropertyValue.Null);

        // Not known yet may be anything: the engine asks again once it is known.
        if (before.IsComputed || after.IsComputed)
        {
            return false;
        }

        // An empty list and an absent one mean the same to every input here.
        if (before.TryGetArray(out var items) | after.TryGetArray(out var others))
        {
            items = items.IsDefault ? [] : items;
            others = others.IsDefault ? [] : others;
            return items.Length == others.Length && items.Zip(others, Same).All(same => same);
        }

        return Plain(before).Equals(Plain(after));
    }

    private static PropertyValue Plain(PropertyValue value) => value.WithSecret(false).WithDependencies([]);
}
