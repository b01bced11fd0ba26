using System.Text.RegularExpressions;

namespace MtaStsAudit.Model.Tests.Citations;

/// <summary>A section that this repository cites.</summary>
/// <param name="Says">What it says, in our words.</param>
/// <param name="Words">
/// Beginnings of words, or words, of which a text that cites the section has at least one: with none it is about something else.
/// </param>
internal sealed record RfcSection(int Rfc, string Number, string Says, string Words)
{
    private readonly Regex pattern = new($@"(?<![A-Za-z])(?:{Words})", RegexOptions.IgnoreCase);

    // "PolicyHost" has the words "policy" and "host".
    public bool Fits(string text) => pattern.IsMatch(text) || pattern.IsMatch(Regex.Replace(text, "(?<=[a-z0-9])(?=[A-Z])", " "));

    public override string ToString() => $"RFC {Rfc} §{Number} ({Says})";
}
