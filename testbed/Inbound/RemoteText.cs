namespace MtaStsAudit.Testbed.Inbound;

/// <summary>Text from other people's servers on its way to a terminal or a page.</summary>
internal static class RemoteText
{
    private const int Longest = 400;

    /// <summary>One line without control characters, of bounded length: a server's answer may hold escape sequences.</summary>
    public static string Printable(string text)
    {
        var line = string.Concat(text.Take(Longest).Select(letter => char.IsControl(letter) ? ' ' : letter));
        return text.Length > Longest ? line + "…" : line;
    }
}
