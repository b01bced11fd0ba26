using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace MtaStsAudit.Deployment.DigitalOcean;

/// <summary>Reads settings one by one, and gathers what is wrong with them.</summary>
internal sealed class SettingReader(string prefix, IReadOnlyDictionary<string, string> values)
{
    private readonly List<string> faults = [];
    private readonly HashSet<string> known = [];

    public IReadOnlyList<string> Faults => faults;

    public void Fault(string name, string? value, string allowed) =>
        faults.Add(value is null ? $"{prefix}{name} is missing; allowed: {allowed}" : $"{prefix}{name} is '{value}'; allowed: {allowed}");

    public string? Text(string name)
    {
        known.Add(prefix + name);
        return values.TryGetValue(prefix + name, out var text) && text.Trim() is { Length: > 0 } trimmed ? trimmed : null;
    }

    public string Matching(string name, string fallback, Regex form, string allowed)
    {
        var text = Text(name) ?? fallback;
        if (!form.IsMatch(text))
        {
            Fault(name, text, allowed);
        }

        return text;
    }

    /// <summary>The value is not repeated in a fault.</summary>
    public string? Secret(string name, Func<string, bool> isAllowed, string allowed)
    {
        var text = Text(name);
        if (text is not null && !isAllowed(text))
        {
            faults.Add($"{prefix}{name} has a value that does not fit (not shown); allowed: {allowed}");
        }

        return text;
    }

    public T OneOf<T>(string name, T fallback)
        where T : struct, Enum
    {
        var text = Text(name);
        if (text is null)
        {
            return fallback;
        }

        foreach (var value in Enum.GetValues<T>())
        {
            if (text == NameOf(value))
            {
                return value;
            }
        }

        Fault(name, text, string.Join(", ", Enum.GetValues<T>().Select(NameOf)));
        return fallback;

        static string NameOf(T value) => value.ToString().ToLowerInvariant();
    }

    public int Number(string name, int fallback, int least, int most, string unit)
    {
        var text = Text(name);
        if (text is null)
        {
            return fallback;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
        {
            return number;
        }

        Fault(name, text, $"{least} to {most} {unit}");
        return fallback;
    }

    public bool Flag(string name, bool fallback = false)
    {
        var text = Text(name);
        if (text is not (null or "true" or "false"))
        {
            Fault(name, text, "true, false");
        }

        return text is null ? fallback : text == "true";
    }

    /// <summary>A list of texts, of which there has to be at least one.</summary>
    public IReadOnlyList<string> List(string name, string allowed)
    {
        var text = Text(name);
        try
        {
            if (text is not null && JsonSerializer.Deserialize(text, SettingJson.Default.StringArray) is { Length: > 0 } list && !list.Contains(null))
            {
                return list;
            }
        }
        catch (JsonException)
        {
            // Reported below, as any other value that is no list.
        }

        Fault(name, text, allowed);
        return [];
    }

    /// <summary>A misspelt setting would otherwise be passed over in silence.</summary>
    public void RefuseOthers()
    {
        foreach (var name in values.Keys.Where(name => name.StartsWith(prefix, StringComparison.Ordinal) && !known.Contains(name)).Order(StringComparer.Ordinal))
        {
            faults.Add($"{name} is not a setting; allowed: {string.Join(", ", known.Order(StringComparer.Ordinal).Select(one => one[prefix.Length..]))}");
        }
    }
}

[System.Text.Json.Serialization.JsonSerializable(typeof(string[]))]
internal sealed partial class SettingJson : System.Text.Json.Serialization.JsonSerializerContext;
