using System.Globalization;

namespace MtaStsAudit.Model.Sts;

/// <summary>Makes a policy of the fields of its lines, RFC 8461 §3.2, and collects what is wrong with their values.</summary>
internal sealed class PolicyFields(IReadOnlyList<PolicyLine> lines)
{
    private const int MostDigits = 10;

    private readonly List<string> faults = [];

    public IReadOnlyList<string> Faults => faults;

    /// <summary>What a lenient sender understands; null when a field that it needs is missing or says nothing.</summary>
    public StsPolicy? Policy()
    {
        var version = ValueOf("version");
        if (version is not (null or "STSv1"))
        {
            faults.Add($"version is '{version}', not 'STSv1'");
        }

        var mode = ModeOf(ValueOf("mode"));
        var patterns = Patterns(mode);
        var maxAge = MaxAgeOf(ValueOf("max_age"));
        return version == "STSv1" && mode is { } known && maxAge is { } age && (known == StsMode.None || patterns.Count > 0)
            ? new(known, patterns, age)
            : null;
    }

    // RFC 8461 §3.2: of a repeated field only the first counts; unknown ones are extensions, and capitals make another name.
    private string? ValueOf(string name)
    {
        if (lines.FirstOrDefault(line => line.Name == name) is { } line)
        {
            return line.Value;
        }

        faults.Add(lines.FirstOrDefault(other => other.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } written
            ? $"{name} is missing: '{written.Name}' is another name, since capitals matter"
            : $"{name} is missing");
        return null;
    }

    private StsMode? ModeOf(string? text)
    {
        StsMode? mode = text switch
        {
            "enforce" => StsMode.Enforce,
            "testing" => StsMode.Testing,
            "none" => StsMode.None,
            _ => null,
        };
        if (text is not null && mode is null)
        {
            faults.Add($"mode is '{text}', not enforce, testing or none");
        }

        return mode;
    }

    private TimeSpan? MaxAgeOf(string? text)
    {
        var longest = StsPolicy.LongestMaxAge;
        if (text is null)
        {
            return null;
        }

        if (text.Length == 0 || !text.All(char.IsAsciiDigit))
        {
            faults.Add($"max_age is '{text}', not 0 to {longest.TotalSeconds:0} seconds");
            return null;
        }

        if (text.Length > MostDigits)
        {
            faults.Add($"max_age has {text.Length} digits, and {MostDigits} are allowed");
        }

        var digits = text.TrimStart('0').PadLeft(1, '0');
        if (digits.Length <= MostDigits && long.Parse(digits, CultureInfo.InvariantCulture) is var seconds && seconds <= longest.TotalSeconds)
        {
            return TimeSpan.FromSeconds(seconds);
        }

        faults.Add($"max_age is '{text}', more than {longest.TotalSeconds:0} seconds");
        return longest;
    }

    private List<MxPattern> Patterns(StsMode? mode)
    {
        var patterns = new List<MxPattern>();
        foreach (var line in lines.Where(line => line.Name == "mx"))
        {
            var pattern = MxPattern.Parse(line.Value);
            if (!pattern.IsValid)
            {
                faults.Add(pattern.Error);
                // Lenient senders take the final dot for the root.
                pattern = MxPattern.Parse(line.Value.EndsWith('.') ? line.Value[..^1] : line.Value);
            }

            if (pattern.IsValid)
            {
                patterns.Add(pattern.Value);
            }
        }

        // RFC 8461 §3.2: "mx" may be left out with mode "none" only.
        if (mode is not (null or StsMode.None) && !lines.Any(line => line.Name == "mx"))
        {
            faults.Add("no mx is listed");
        }

        return patterns;
    }
}
