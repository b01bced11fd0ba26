using System.Text.RegularExpressions;

namespace MtaStsAudit.Deployment.DigitalOcean;

/// <summary>The form of DigitalOcean's own names. Which of them exist, only its API knows.</summary>
internal static partial class DigitalOceanSlug
{
    [GeneratedRegex("^[a-z]{3}[0-9]{1,2}$", RegexOptions.CultureInvariant)]
    public static partial Regex Region();

    [GeneratedRegex("^[a-z0-9]+-[0-9]+vcpu-[0-9a-z-]+$", RegexOptions.CultureInvariant)]
    public static partial Regex Size();

    // Debian brings the engine and compose in packages of its own from 13 on; a snapshot of it has a number.
    [GeneratedRegex("^(debian-(1[3-9]|[2-9][0-9])-x64|[0-9]+)$", RegexOptions.CultureInvariant)]
    public static partial Regex Image();
}
