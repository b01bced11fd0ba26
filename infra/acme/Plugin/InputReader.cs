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

    public string? Text(string property, string allowed, bool required, Func<string, bool> isAllowed)
    {
        if (Value(property, allowed, required) is not { } value)
        {
            return null;
        }

        if (value.TryGetString(out var text) && isAllowed(text))
        {
            return text;
        }

        Fail(property, value, allowed);
        return null;
    }

    /// <summary>A text that no message may show, whether or not the program marked it secret.</summary>
    public string? SecretText(string property, string allowed, Func<string, bool> isAllowed)
    {
        if (Value(property, allowed, required: true) is not { } value)
        {
            return null;
        }

        if (value.TryGetString(out var text) && isAllowed(text))
        {
            return text;
        }

        Fail(property, value.WithSecret(true), allowed);
        return null;
    }

    public double? Number(string property, string allowed, Func<double, bool> isAllowed)
    {
        if (Value(property, allowed, required: false) is not { } value)
        {
            return null;
        }

        if (value.TryGetNumber(out var number) && isAllowed(number))
        {
            return number;
        }

        Fail(property, value, allowed);
        return null;
    }

    public bool? Flag(string property)
    {
        const string allowed = "true or false";
        if (Value(property, allowed, required: false) is not { } value)
        {
            return null;
        }

        if (value.TryGetBool(out var flag))
        {
            return flag;
        }

        Fail(property, value, allowed);
        return null;
    }

    /// <summary>The list as far as its items are known.</summary>
    public ImmutableArray<string> Texts(string property, string allowed, bool required, Func<string, bool> isAllowed)
    {
        if (Value(property, allowed, required) is not { } value)
        {
            return [];
        }

        if (!value.TryGetArray(out var items) || (required && items.IsEmpty))
        {
            Fail(property, value, allowed);
            return [];
        }

        var texts = ImmutableArray.CreateBuilder<string>();
        foreach (var item in items.Where(item => !item.IsComputed))
        {
            if (item.TryGetString(out var text) && isAllowed(text))
            {
                texts.Add(text);
            }
            else
            {
                Fail(property, item, allowed);
            }
        }

        return texts.ToImmutable();
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

    private PropertyValue? Value(string property, string allowed, bool required)
    {
        known.Add(property);
        if (inputs.TryGetValue(property, out var value) && !value.IsNull)
        {
            return value.IsComputed ? null : value;
        }

        if (required)
        {
            Fail(property, "missing", allowed);
        }

        return null;
    }

    private void Fail(string property, PropertyValue value, string allowed) =>
        Fail(property, value.IsSecret ? "(secret)" : Show(value), allowed);

    private static string Show(PropertyValue value) =>
        value.TryGetNumber(out var number) ? number.ToString(CultureInfo.InvariantCulture) : $"'{value}'";
}
