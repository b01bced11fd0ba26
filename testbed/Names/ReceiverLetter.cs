namespace MtaStsAudit.Testbed.Names;

/// <summary>The letter that names a receiver, <c>a</c> to <c>z</c>. A letter keeps its meaning for ever.</summary>
public readonly record struct ReceiverLetter : IComparable<ReceiverLetter>
{
    private readonly char value;

    public ReceiverLetter(char value)
    {
        if (value is < 'a' or > 'z')
        {
            throw new ArgumentOutOfRangeException(nameof(value), value, "A receiver's letter is a to z.");
        }

        this.value = value;
    }

    public char Value => value == default ? throw new InvalidOperationException("An empty ReceiverLetter was used.") : value;

    public static bool TryParse(string? text, out ReceiverLetter letter)
    {
        letter = default;
        if (text is not [>= 'a' and <= 'z'])
        {
            return false;
        }

        letter = new ReceiverLetter(text[0]);
        return true;
    }

    public int CompareTo(ReceiverLetter other) => value.CompareTo(other.value);

    public override string ToString() => value == default ? "" : value.ToString();
}
