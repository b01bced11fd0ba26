using MtaStsAudit.Model.Verdicts.Profile;

namespace MtaStsAudit.Audit.Zoo;

/// <summary>One character for what a sender did, so that a matrix fits a screen. Colour is never the only sign.</summary>
internal static class ZooSigns
{
    /// <summary>It was not seen there.</summary>
    public const char NotSeen = ' ';

    public const string Legend = "✓ conforms   ✗ violates a MUST   ! misses a SHOULD   ? undecided   – does not apply   · shown only   blank: not seen there";

    public static char Of(ZooCell? cell) => cell is null ? NotSeen : Of(cell.Conformance);

    public static char Of(Conformance conformance) => conformance switch
    {
        Conformance.Conforms => '✓',
        Conformance.ViolatesMust => '✗',
        Conformance.MissesShould => '!',
        Conformance.Undecided => '?',
        Conformance.DoesNotApply => '–',
        Conformance.ShownOnly => '·',
    };

    /// <summary>For machines: one word.</summary>
    public static string WordOf(Conformance conformance) => conformance switch
    {
        Conformance.Conforms => "conforms",
        Conformance.ViolatesMust => "violates",
        Conformance.MissesShould => "misses",
        Conformance.Undecided => "undecided",
        Conformance.DoesNotApply => "not-applicable",
        Conformance.ShownOnly => "shown",
    };
}
