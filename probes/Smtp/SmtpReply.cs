using System.Globalization;
using MtaStsAudit.Model;

namespace MtaStsAudit.Probes.Smtp;

/// <summary>A server's reply, RFC 5321 §4.2.</summary>
/// <param name="Lines">The texts after the code.</param>
internal sealed record SmtpReply(int Code, IReadOnlyList<string> Lines)
{
    public bool IsPositive => Code is >= 200 and < 300;

    /// <summary>Reads the lines of one reply, each without its end.</summary>
    public static Parsed<SmtpReply> Parse(IReadOnlyList<string> lines)
    {
        var texts = new List<string>();
        var code = 0;
        foreach (var line in lines)
        {
            if (CodeOf(line) is not { } read || (texts.Count > 0 && read != code))
            {
                return Parsed<SmtpReply>.Invalid($"'{line}' is not a line of an SMTP reply");
            }

            code = read;
            texts.Add(line.Length > 4 ? line[4..] : "");
        }

        return texts.Count > 0 ? Parsed<SmtpReply>.Valid(new(code, texts)) : Parsed<SmtpReply>.Invalid("the reply is empty");
    }

    // RFC 5321 §4.2.1: a hyphen says that more lines follow.
    public static bool IsLast(string line) => line.Length < 4 || line[3] != '-';

    /// <summary>Whether the reply to EHLO offers an extension, RFC 5321 §4.1.1.1.</summary>
    public bool Offers(string keyword) =>
        Lines.Skip(1).Any(line => line.Split(' ', 2)[0].Equals(keyword, StringComparison.OrdinalIgnoreCase));

    public override string ToString() => $"{Code} {string.Join(' ', Lines)}";

    private static int? CodeOf(string line) =>
        line.Length >= 3
        && (line.Length == 3 || line[3] is ' ' or '-')
        && int.TryParse(line[..3], NumberStyles.None, CultureInfo.InvariantCulture, out var code)
        && code is >= 200 and < 600
            ? code
            : null;
}
