namespace MtaStsAudit.Front.Smtp;

/// <summary>Finds the dot that ends mail content (RFC 5321 §4.1.1.4), however the octets are cut.</summary>
internal struct EndOfContent
{
    private static ReadOnlySpan<byte> Ending => "\r\n.\r\n"u8;

    // What follows DATA is at the beginning of a line.
    private const int AfterLineEnd = 2;

    private int matched;

    public static EndOfContent AtBeginning => new() { matched = AfterLineEnd };

    /// <returns>How many octets there are to the end of the content, the ending with them; -1: it goes on behind these.</returns>
    public int Find(ReadOnlySpan<byte> octets)
    {
        for (var index = 0; index < octets.Length; index++)
        {
            // Within the ending CR only begins it anew, and no other octet does.
            matched = octets[index] == Ending[matched] ? matched + 1 : octets[index] == Ending[0] ? 1 : 0;
            if (matched == Ending.Length)
            {
                return index + 1;
            }
        }

        return -1;
    }
}
