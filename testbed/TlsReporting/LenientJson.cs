using System.Globalization;
using System.Text.Json;

namespace MtaStsAudit.Testbed.TlsReporting;

/// <summary>Reads JSON as senders in the wild write it: a missing or odd value is null or empty, never an error.</summary>
internal static class LenientJson
{
    /// <summary>The member of that name; null when the value is no object, or has none or a JSON null there.</summary>
    /// <remarks>Upper case and underscores are let pass. Of a repeated name the first counts.</remarks>
    public static JsonElement? Member(this JsonElement value, string name)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        foreach (var member in value.EnumerateObject())
        {
            if (member.Value.ValueKind != JsonValueKind.Null && NameOf(member)?.Replace('_', '-').Equals(name, StringComparison.OrdinalIgnoreCase) == true)
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

    public static DateTimeOffset? Time(this JsonElement? value) =>
        DateTimeOffset.TryParse(value.Text(), CultureInfo.InvariantCulture, AsUtc, out var time) ? time
        : value.Count() is > 0 and < 100_000_000_000 and var seconds ? DateTimeOffset.FromUnixTimeSeconds(seconds)
        : null;

    private const StringSplitOptions Trimmed = StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries;
    private const DateTimeStyles AsUtc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;

    private static string? PlainText(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => StringOf(value.GetString),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
        _ => null,
    };

    private static string? NameOf(JsonProperty member) => StringOf(() => member.Name);

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
