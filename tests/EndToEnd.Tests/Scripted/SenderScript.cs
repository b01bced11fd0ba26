using System.Collections.Immutable;
using MtaStsAudit.Model;

namespace MtaStsAudit.EndToEnd.Tests.Scripted;

/// <summary>What a scripted sender does, one command a line; <c>#</c> begins a comment.</summary>
/// <remarks>
/// <code>
/// from 10.78.70.5              the address that the connections and fetches after it come from
/// fetch b                      gets the policy of receiver b, with SNI
/// connect b                    connects to receiver b and hears its greeting
/// ehlo mx.example              EHLO; also after STARTTLS
/// starttls [sni NAME] [verify] STARTTLS and the handshake; with "verify", an untrusted certificate ends the session as .NET does it
/// starttls-cut [sni NAME] alert NUMBER | close | reset
///                              leaves within the handshake, when the receiver's certificate has come
/// say AUTH PLAIN AHgAeA==      any command; what the receiver answers is heard and does not matter
/// size 20000000                leaves by QUIT when the receiver takes no message of so many octets (RFC 1870)
/// deliver                      a message to the audit's mailbox here, which must be taken
/// quit | close | reset | close-notify
///                              QUIT; closes the connection; sends RST; ends TLS and closes
/// wait 4                       seconds
/// </code>
/// </remarks>
internal sealed record SenderScript(ImmutableArray<ScriptLine> Lines)
{
    // A command's name, and how many words may follow it.
    private static readonly Dictionary<string, (int Least, int Most)> Words = new()
    {
        ["from"] = (1, 1),
        ["fetch"] = (1, 1),
        ["connect"] = (1, 1),
        ["ehlo"] = (1, 1),
        ["starttls"] = (0, 3),
        ["starttls-cut"] = (1, 4),
        ["say"] = (1, int.MaxValue),
        ["size"] = (1, 1),
        ["deliver"] = (0, 0),
        ["quit"] = (0, 0),
        ["close"] = (0, 0),
        ["reset"] = (0, 0),
        ["close-notify"] = (0, 0),
        ["wait"] = (1, 1),
    };

    public static Parsed<SenderScript> Parse(string text)
    {
        var lines = ImmutableArray.CreateBuilder<ScriptLine>();
        foreach (var (index, line) in text.ReplaceLineEndings("\n").Split('\n').Index())
        {
            string[] words = line.Split('#')[0].Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            if (words.Length == 0)
            {
                continue;
            }

            if (!Words.TryGetValue(words[0], out var count))
            {
                return Parsed<SenderScript>.Invalid($"line {index + 1}: '{words[0]}' is no command; allowed: {string.Join(", ", Words.Keys)}");
            }

            if (words.Length - 1 < count.Least || words.Length - 1 > count.Most)
            {
                return Parsed<SenderScript>.Invalid($"line {index + 1}: '{words[0]}' takes {Allowed(count)}");
            }

            lines.Add(new(index + 1, words[0], [.. words[1..]]));
        }

        return Parsed<SenderScript>.Valid(new(lines.ToImmutable()));
    }

    private static string Allowed((int Least, int Most) count) => count switch
    {
        (1, 1) => "1 word",
        var (least, most) when least == most => $"{least} words",
        (var least, int.MaxValue) => $"{least} or more words",
        var (least, most) => $"{least} to {most} words",
    };
}

/// <param name="Number">Counted from 1.</param>
internal sealed record ScriptLine(int Number, string Command, ImmutableArray<string> Words)
{
    public bool Says(string word) => Words.Contains(word);

    /// <summary>The word that follows another; null when that is not there.</summary>
    public string? After(string word) => Words.IndexOf(word) is >= 0 and var index && index + 1 < Words.Length ? Words[index + 1] : null;

    public override string ToString() => $"line {Number}, '{string.Join(' ', [Command, .. Words])}'";
}
