using System.Globalization;

namespace MtaStsAudit.Model.Names;

/// <summary>Turns a name with letters outside ASCII into the form that DNS has, <c>xn--…</c> (RFC 5891 §4.4).</summary>
/// <remarks>
/// Without the tables of ICU, which this program runs without, capitals are not made small and letters are not composed: two spellings of
/// one name would be two names. So only letters are taken that have no other spelling; for the rest the person is asked for the ASCII form.
/// </remarks>
internal static class InternationalName
{
    private static readonly IdnMapping Idn = new();

    // Small letters and letters without case, composed, that stand for nothing but themselves.
    private static readonly (char First, char Last)[] Plain =
    [
        ('\u00df', '\u00f6'), ('\u00f8', '\u0132'), ('\u0134', '\u013e'), ('\u0141', '\u0148'), ('\u014a', '\u017e'), // Latin
        ('\u0180', '\u01c3'), ('\u01cd', '\u01f0'), ('\u01f5', '\u024f'), ('\u1e00', '\u1e99'), ('\u1e9f', '\u1eff'),
        ('\u03ac', '\u03ce'), ('\u0430', '\u052f'), ('\u0561', '\u0586'), ('\u10d0', '\u10fa'), // Greek, Cyrillic, Armenian, Georgian
        ('\u05d0', '\u05ea'), ('\u0620', '\u064a'), ('\u0671', '\u0674'), ('\u0679', '\u06d3'), // Hebrew, Arabic
        ('\u0e01', '\u0e32'), // Thai
        ('\u3005', '\u3007'), ('\u3041', '\u3096'), ('\u30a1', '\u30fa'), ('\u30fc', '\u30fc'), // Kana
        ('\u3400', '\u4dbf'), ('\u4e00', '\u9fff'), ('\uac00', '\ud7a3'), // Han, Hangul
    ];

    /// <summary>A name in ASCII is given back as it is.</summary>
    public static Parsed<string> ToAscii(string name)
    {
        // The full stops of East Asian keyboards separate labels too.
        var dotted = name.Replace('\u3002', '.').Replace('\uff0e', '.').Replace('\uff61', '.');
        if (dotted.All(char.IsAscii))
        {
            return Parsed<string>.Valid(dotted);
        }

        if (dotted.FirstOrDefault(letter => !char.IsAscii(letter) && !IsPlain(letter)) is var other and not '\0')
        {
            return Parsed<string>.Invalid($"'{name}' has {Words(other)}; type the name in small, composed letters, or in its ASCII form, xn--…");
        }

        try
        {
            return Parsed<string>.Valid(Idn.GetAscii(dotted.ToLowerInvariant()));
        }
        catch (ArgumentException)
        {
            return Parsed<string>.Invalid($"'{name}' has no ASCII form by the rules of international names; type that form, xn--…, if you know it");
        }
    }

    private static bool IsPlain(char letter) =>
        char.GetUnicodeCategory(letter) is UnicodeCategory.LowercaseLetter or UnicodeCategory.OtherLetter or UnicodeCategory.ModifierLetter or UnicodeCategory.LetterNumber
        && Array.Exists(Plain, range => letter >= range.First && letter <= range.Last);

    private static string Words(char letter)
    {
        var code = $"U+{(int)letter:X4}";
        return char.GetUnicodeCategory(letter) switch
        {
            UnicodeCategory.UppercaseLetter or UnicodeCategory.TitlecaseLetter => $"the capital '{letter}' ({code}), which cannot be made small here",
            UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark =>
                $"a mark that stands apart from its letter ({code})",
            _ => $"the character {code}, which cannot be turned into ASCII here",
        };
    }
}
