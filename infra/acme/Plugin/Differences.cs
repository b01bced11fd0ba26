using Pulumi.Experimental.Provider;

namespace MtaStsAudit.Acme.Plugin;

/// <summary>The answer to the engine's question what an update would change.</summary>
internal static class Differences
{
    /// <param name="changed">Inputs that differ.</param>
    /// <param name="replaces">Those among them that another resource has to be made for.</param>
    /// <param name="output">An output that changes by itself, with the same inputs.</param>
    public static DiffResponse Of(IReadOnlyCollection<string> changed, IReadOnlyCollection<string> replaces, string? output = null)
    {
        var details = changed.ToDictionary(
            property => property,
            property => new PropertyDiff
            {
                Kind = replaces.Contains(property) ? PropertyDiffKind.UpdateReplace : PropertyDiffKind.Update,
                InputDiff = true,
            });
        if (output is not null)
        {
            details[output] = new PropertyDiff { Kind = PropertyDiffKind.Update, InputDiff = false };
        }

        return new DiffResponse
        {
            Changes = details.Count > 0,
            Diffs = [.. details.Keys],
            Replaces = [.. replaces],
            DetailedDiff = details,
        };
    }
}
