using System.Collections.Immutable;
using System.Globalization;
using Pulumi.Experimental;
using Pulumi.Experimental.Provider;

namespace MtaStsAudit.Acme.Plugin;

/// <summary>Reads inputs one by one and collects what is wrong with them, each with its value and what is allowed.</summary>
/// <remarks>A value that is not known yet is no failure and reads as absent.</remarks>
internal sealed class InputReader(ImmutableDictionary<string, PropertyValue> inputs)
{
    private readonly List<CheckFailure> failures = [];
    private readonly HashSet<string> known = [];

    public IReadOnlyList<CheckFailure> Failures => failures;

    public string? Text(string property, string allowed, bool required, Func<string, bool> isAllowed) =>
        TextOf(Accepted(property, allowed, required, IsText(isAllowed)));

    /// <summary>A text that no message may show, whether or not the program marked it secret.</summary>
    public string? SecretText(string property, string allowed, Func<string, bool> isAllowed) =>
        TextOf(Accepted(property, allowed, required: true, IsText(isAllowed), secret: true));

    public double? Number(string property, string allowed, Func<double, bool> isAllowed) =>
        Accepted(property, allowed, required: false, value => value.TryGetNumber(out var number) && isAllowed(number)) is { } value
        && value.TryGetNumber(out var number)
            ? number
            : null;

    public bool? Flag(string property) =>
        Accepted(property, "true or false", required: false, value => value.TryGetBool(out _)) is { } value && value.TryGetBool(out var flag)
            ? flag
            : null;

    /// <summary>The list as far as its items are known.</summary>
    public ImmutableArray<string> Texts(string property, string allowed, bool required, Func<string, bool> isAllowed)
    {
        if (Accepted(property, allowed, required, list => list.TryGetArray(out var items) && !(required && items.IsEmpty)) is not { } value
            || !value.TryGetArray(out var items))
        {
            return [];
        }

        var valid = IsText(isAllowed);
        foreach (var wrong in items.Where(item => !item.IsComputed && !valid(item)))
        {
            Fail(property, Show(wrong), allowed);
        }

        return [.. items.Where(valid).Select(TextOf).OfType<string>()];
    }

    public void Fail(string property, string value, string allowed) =>
        failures.Add(new CheckFailure(property, $"{property} is {value}; allowed: {allowed}"));

    /// <summary>To be called last: names inputs that nothing has read.</summary>
    public void RefuseOthers()
    {
        // The engine's own keys begin with two underscores.
        foreach (var property in inputs.Keys.Where(key => !known.Contains(key) && !key.StartsWith("__", StringComparison.Ordinal)))
        {
            var allowed = known.Count == 0 ? "none" : string.Join(", ", known.Order(StringComparer.Ordinal));
            failures.Add(new CheckFailure(property, $"{property} is no input of this resource; allowed: {allowed}"));
        }
    }

    private static Func<PropertyValue, bool> IsText(Func<string, bool> isAllowed) =>
        value => value.TryGetString(out var text) && isAllowed(text);

    private static string? TextOf(PropertyValue? value) =>
        value is not null && value.TryGetString(out var text) ? text : null;

    private static string Show(PropertyValue value) =>
        value.IsSecret ? "(secret)"
        : value.TryGetNumber(out var number) ? number.ToString(CultureInfo.InvariantCulture)
        : $"'{value}'";

    private PropertyValue? Accepted(
        string property, string allowed, bool required, Func<PropertyValue, bool> isAllowed, bool secret = false)
    {
        known.Add(property);
        var value = inputs.GetValueOrDefault(property, PropertyValue.Null);
        if (value.IsComputed || (value.IsNull && !required))
        {
            return null;
        }

        if (!value.IsNull && isAllowed(value))
        {
            return value;
        }

        Fail(property, value.IsNull ? "missing" : Show(secret ? value.WithSecret(true) : value), allowed);
        return null;
    }
}
