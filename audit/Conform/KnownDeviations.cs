using MtaStsAudit.Model;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Scenarios;

namespace MtaStsAudit.Audit.Conform;

/// <summary>Where a mail server is known not to conform, by scenario, and why: the file of <c>--known-deviations</c>.</summary>
/// <remarks>A scenario a line, behind it <c>#</c> and why. What stands behind <c>#</c> alone on a line is a comment.</remarks>
internal sealed class KnownDeviations
{
    private readonly Dictionary<ReceiverName, string> reasons;

    private KnownDeviations(Dictionary<ReceiverName, string> reasons) => this.reasons = reasons;

    public static KnownDeviations None { get; } = new([]);

    /// <summary>Why it deviates at a scenario; null where it is not known to.</summary>
    public string? ReasonAt(ReceiverName scenario) => reasons.GetValueOrDefault(scenario);

    /// <summary>Reads a file's text. A name that no scenario has is an error: a slip of the pen must hide no failure.</summary>
    public static Parsed<KnownDeviations> Parse(string text)
    {
        Dictionary<ReceiverName, string> reasons = [];
        foreach (var (number, line) in text.ReplaceLineEndings("\n").Split('\n').Index())
        {
            var (name, reason) = line.Split('#', 2) is [var before, var behind] ? (before.Trim(), behind.Trim()) : (line.Trim(), "");
            if (name.Length == 0)
            {
                continue;
            }

            if (Catalogue.Scenarios.FirstOrDefault(scenario => scenario.Name.Value == name) is not { } scenario)
            {
                return Parsed<KnownDeviations>.Invalid($"line {number + 1} names '{name}', and there is no such scenario");
            }

            if (!reasons.TryAdd(scenario.Name, reason.Length > 0 ? reason : "no reason is given"))
            {
                return Parsed<KnownDeviations>.Invalid($"line {number + 1} names {name} once more");
            }
        }

        return Parsed<KnownDeviations>.Valid(new(reasons));
    }
}
