namespace MtaStsAudit.Model.Names;

/// <summary>
/// The name of a receiver, and of the scenario that it is the first MX host of: one label of a domain (RFC 5321 §4.1.2), in small letters. Those
/// of the original study are <c>a</c> to <c>f</c>. A name keeps its meaning for ever.
/// </summary>
public readonly record struct ReceiverName : IComparable<ReceiverName>
{
    /// <summary>The most characters; with what is put before it, a label of DNS has 63 at most.</summary>
    public const int LongestLength = 40;

    private readonly string? value;

    /// <exception cref="ArgumentException">It is no such label.</exception>
    public ReceiverName(string value) => this.value = IsOne(value)
        ? value
        : throw new ArgumentException($"'{value}' is no receiver's name: one DNS label in small letters, of {LongestLength} characters at most.", nameof(value));

    public ReceiverName(char letter)
        : this(letter.ToString())
    {
    }

    /// <summary>The original study's are single letters, and no others are.</summary>
    public bool IsOfStudy => NumberInStudy > 0;

    /// <summary>1 for <c>a</c> to 6 for <c>f</c>; 0 for all others.</summary>
    public int NumberInStudy => value is [var letter and >= 'a' and <= 'f'] ? letter - 'a' + 1 : 0;

    public string Value => value ?? throw new InvalidOperationException("An empty ReceiverName was used.");

    public static bool TryParse(string? text, out ReceiverName name)
    {
        name = default;
        if (!IsOne(text))
        {
            return false;
        }

        name = new ReceiverName(text!);
        return true;
    }

    public int CompareTo(ReceiverName other) => string.CompareOrdinal(value, other.value);

    public override string ToString() => value ?? "";

    private static bool IsOne(string? text) =>
        text is { Length: > 0 and <= LongestLength } && text[0] != '-' && text[^1] != '-' && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');
}
