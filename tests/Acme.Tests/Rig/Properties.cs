using System.Collections.Immutable;
using Pulumi.Experimental;

namespace MtaStsAudit.Acme.Tests.Rig;

/// <summary>Inputs and outputs written down shortly.</summary>
internal static class Properties
{
    public static ImmutableDictionary<string, PropertyValue> None => ImmutableDictionary<string, PropertyValue>.Empty;

    public static ImmutableDictionary<string, PropertyValue> Of(params (string Name, object Value)[] values) =>
        values.ToImmutableDictionary(value => value.Name, value => Value(value.Value));

    public static ImmutableDictionary<string, PropertyValue> With(
        this ImmutableDictionary<string, PropertyValue> properties, string name, object value) => properties.SetItem(name, Value(value));

    public static string Text(this IDictionary<string, PropertyValue> properties, string name) =>
        properties[name].TryGetString(out var text) ? text : throw new InvalidOperationException($"{name} is {properties[name].Type}.");

    private static PropertyValue Value(object value) =>
        value switch
        {
            string text => new PropertyValue(text),
            bool flag => new PropertyValue(flag),
            double number => new PropertyValue(number),
            int number => new PropertyValue(number),
            string[] texts => new PropertyValue([.. texts.Select(text => new PropertyValue(text))]),
            PropertyValue property => property,
            _ => throw new ArgumentException($"{value.GetType()} is no value of a property."),
        };
}
