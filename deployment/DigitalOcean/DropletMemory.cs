using System.Globalization;
using System.Text.RegularExpressions;

namespace MtaStsAudit.Deployment.DigitalOcean;

/// <summary>A droplet's memory, which DigitalOcean's name of its size tells.</summary>
internal static partial class DropletMemory
{
    private const int Smallest = 512;

    /// <summary>In MiB; for a name that does not tell, as little as the smallest droplet has.</summary>
    public static int MiBOf(string size)
    {
        var match = Told().Match(size);
        return !match.Success ? Smallest
            : int.Parse(match.Groups["number"].ValueSpan, CultureInfo.InvariantCulture) * (match.Groups["unit"].Value == "gb" ? 1024 : 1);
    }

    // "s-1vcpu-512mb-10gb": the memory comes first.
    [GeneratedRegex("vcpu-(?<number>[0-9]{1,4})(?<unit>gb|mb)", RegexOptions.CultureInvariant)]
    private static partial Regex Told();
}
