using System.Globalization;
using System.Text;

namespace MtaStsAudit.Fuzz.Tests.Front;

/// <summary>What a server makes of what a front lets through, read apart from how the front reads it.</summary>
internal sealed class ServerModel
{
    private string heard = "";
    private bool isOverTls;
    private bool hasContent;
    private long chunkLeft;
    private int taken;

    /// <summary>How many such commands came.</summary>
    public int StartTls { get; private set; }

    /// <summary>How many such commands came.</summary>
    public int Ehlo { get; private set; }

    public string Answers(ReadOnlySpan<byte> octets)
    {
        if (octets.IsEmpty)
        {
            return "";
        }

        heard += Encoding.Latin1.GetString(octets);
        var answers = new StringBuilder();
        while (!isOverTls && Next() is { } answer)
        {
            answers.Append(answer);
        }

        heard = heard[taken..];
        taken = 0;
        return answers.ToString();
    }

    private string? Next()
    {
        if (chunkLeft > 0)
        {
            var length = (int)Math.Min(chunkLeft, heard.Length - taken);
            taken += length;
            chunkLeft -= length;
            return chunkLeft == 0 && length > 0 ? "250 Ok\r\n" : null;
        }

        if (hasContent)
        {
            // All of it is kept until its end comes: it begins at the beginning of a line.
            var rest = heard.AsSpan(taken);
            var end = rest.StartsWith(".\r\n") ? 3 : rest.IndexOf("\r\n.\r\n") + 5;
            if (end < 5 && end != 3)
            {
                return null;
            }

            taken += end;
            hasContent = false;
            return "250 Ok\r\n";
        }

        var line = heard.AsSpan(taken);
        var lineEnd = line.IndexOf('\n');
        if (lineEnd < 0)
        {
            return null;
        }

        var words = line[..lineEnd].ToString().Split([' ', '\t', '\r'], StringSplitOptions.RemoveEmptyEntries);
        taken += lineEnd + 1;
        return Answer(words);
    }

    private string Answer(string[] words)
    {
        switch (words.FirstOrDefault()?.ToUpperInvariant())
        {
            case "EHLO":
                Ehlo++;
                return "250-mail.example\r\n250-STARTTLS\r\n250-SIZE\r\n250 starttls \r\n";
            case "STARTTLS":
                StartTls++;
                isOverTls = true;
                return "220 Ready\r\n";
            case "DATA":
                hasContent = true;
                return "354 Go on\r\n";
            case "BDAT" when words.Length > 1 && long.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out var size) && size > 0:
                chunkLeft = size;
                return "";
            case "REFUSE":
                return "554-No\r\n554 No\r\n";
            default:
                return "250 Ok\r\n";
        }
    }
}
