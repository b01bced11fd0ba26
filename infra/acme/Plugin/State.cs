using System.Collections.Immutable;
using Pulumi.Experimental;

namespace MtaStsAudit.Acme.Plugin;

/// <summary>Values of inputs and outputs in the engine's form.</summary>
internal static class State
{
    public static string? Text(this ImmutableDictionary<string, PropertyValue> values, string property) =>
        values.TryGetValue(property, out var value) && value.TryGetString(out var text) ? text : null;

    public static ImmutableArray<string> Texts(this ImmutableDictionary<string, PropertyValue> values, string property) =>
        values.TryGetValue(property, out var value) && value.TryGetArray(out var items)
            ? [.. items.Select(item => item.TryGetString(out var text) ? text : null).OfType<string>()]
            : [];

    public static PropertyValue Of(string text) => new(text);

    public static PropertyValue Of(IEnumerable<string> texts) => new([.. texts.Select(Of)]);

    /// <summary>Encrypted by the engine in the state, in history and in backups, and never shown.</summary>
    public static PropertyValue Secret(string text) => Of(text).WithSecret(true);

    /// <summary>The same inputs with these ones secret, however the program passed them.</summary>
    public static ImmutableDictionary<string, PropertyValue> WithSecret(
        this ImmutableDictionary<string, PropertyValue> inputs, params ReadOnlySpan<string> properties)
    {
        foreach (var property in properties)
        {
            if (inputs.TryGetValue(property, out var value))
            {
                inputs = inputs.SetItem(property, value.WithSecret(true));
            }
        }

        return inputs;
    }
}
