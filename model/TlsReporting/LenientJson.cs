using System.Globalization;
using System.Text.Json;

namespace MtaStsAudit.Model.TlsReporting;

/// <summary>Reads JSON as senders in the wild write it: a missing or odd value is null or empty, never an error.</summary>
internal static class LenientJson
{
    /// <summary>The member of that name; null when the value is no object, or has none or a JSON null there.</summary>
    /// <remarks>
    /// Upper case, underscores and camelCase are let pass. Of a repeated name the first counts. A list where an object belongs has the
    /// members of the objects in it.
    /// </remarks>
    public static JsonElement? Member(this JsonElement value, string name)
    {
        if (value.ValueKind == JsonValueKind.Array)
        {
            return value.EnumerateArray().Where(entry => entry.ValueKind == JsonValueKind.Object)
                .Select(entry => entry.Member(name)).FirstOrDefault(member => member is not null);
        }

        if (value.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        foreach (var member in value.EnumerateObject())
        {
            if (member.Value.ValueKind != JsonValueKind.Null && IsNamed(member, name))
            {
                return member.Value;
            }
        }

        return null;
    }

    /// <summary>The entries of an array; a single value where an array belongs is an array of one.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement? value) => value switch
    {
        null => [],
        { ValueKind: JsonValueKind.Array } array => array.EnumerateArray(),
        { } single => [single],
    };

    /// <summary>The text; an array where a text belongs gives its first text.</summary>
    public static string? Text(this JsonElement? value) => value.Texts() is [var first, ..] ? first : null;

    /// <summary>The texts; one text where an array belongs is split into its lines.</summary>
    public static IReadOnlyList<string> Texts(this JsonElement? value) =>
        [.. value.Items().Select(PlainText).OfType<string>().SelectMany(text => text.Split(['\r', '\n'], Trimmed))];

    /// <summary>A count, also when written as a text; 0 for everything that is none.</summary>
    public static long Count(this JsonElement? value) =>
        decimal.TryParse(value.Text(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number is >= 0 and <= long.MaxValue
            ? (long)number
            : 0;

    /// <summary>A time as a text, or as seconds, milliseconds or microseconds since 1970; null for everything that is none.</summary>
    public static DateTimeOffset? Time(this JsonElement? value) =>
        DateTimeOffset.TryParse(value.Text(), CultureInfo.InvariantCulture, AsUtc, out var time) ? time
        : value.Count() is > 0 and < LastSecond * 1_000_000 and var count ? DateTimeOffset.FromUnixTimeSeconds(SecondsIn(count))
        : null;

    // In seconds the year 5138, in milliseconds 1973: no report is of either, so the size tells the unit.
    private const long LastSecond = 100_000_000_000;

    private const StringSplitOptions Trimmed = StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries;
    private const DateTimeStyles AsUtc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;

    private static long SecondsIn(long count) => count switch
    {
        < LastSecond => count,
        < LastSecond * 1000 => count / 1000,
        _ => count / 1_000_000,
    };

    private static string? PlainText(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => StringOf(value.GetString),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
        _ => null,
    };

    private static bool IsNamed(JsonProperty member, string name) =>
        StringOf(() => member.Name) is { } written && Letters(written).Equals(Letters(name), StringComparison.OrdinalIgnoreCase);

    private static string Letters(string name) =>
        name.Replace("-", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal);

    // Escapes may spell half of a surrogate pair, which JsonElement lets pass until the text is asked for.
    private static string? StringOf(Func<string?> read)
    {
        try
        {
            return read();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
