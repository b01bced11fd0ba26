using System.Globalization;

namespace MtaStsAudit.Testbed.Sts;

/// <summary>Reads a policy's text, RFC 8461 §3.2.</summary>
public static class StsPolicyParser
{
    public static Parsed<StsPolicy> Parse(string text)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        var patterns = new List<MxPattern>();

        // RFC 8461 §3.2: lines end in CRLF or LF, and the last end is optional.
        foreach (var (line, number) in text.Split('\n').Select((line, index) => (line.TrimEnd('\r'), index + 1)))
        {
            if (string.IsNullOrWhiteSpace(line))
            {
                continue;
            }

            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon <= 0)
            {
                return Invalid($"line {number} is not 'key: value'");
            }

            var (key, value) = (line[..colon].Trim(), line[(colon + 1)..].Trim(' ', '\t'));
            if (key != "mx")
            {
                // RFC 8461 §3.2: of a repeated field only the first counts; unknown ones are extensions.
                fields.TryAdd(key, value);
                continue;
            }

            var pattern = MxPattern.Parse(value);
            if (!pattern.IsValid)
            {
                return Invalid(pattern.Error);
            }

            patterns.Add(pattern.Value);
        }

        return Check(fields, patterns);
    }

    private static Parsed<StsPolicy> Check(Dictionary<string, string> fields, List<MxPattern> patterns)
    {
        if (!fields.TryGetValue("version", out var version) || version != "STSv1")
        {
            return Invalid($"version is '{version}', not 'STSv1'");
        }

        if (ModeOf(fields.GetValueOrDefault("mode")) is not { } mode)
        {
            return Invalid($"mode is '{fields.GetValueOrDefault("mode")}', not enforce, testing or none");
        }

        var maxAgeText = fields.GetValueOrDefault("max_age");
        if (!int.TryParse(maxAgeText, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || seconds > StsPolicy.LongestMaxAge.TotalSeconds)
        {
            return Invalid($"max_age is '{maxAgeText}', not 0 to {StsPolicy.LongestMaxAge.TotalSeconds:0} seconds");
        }

        // RFC 8461 §3.2: "mx" may be left out with mode "none" only.
        return mode != StsMode.None && patterns.Count == 0
            ? Invalid("no mx is listed")
            : Parsed<StsPolicy>.Valid(new(mode, patterns, TimeSpan.FromSeconds(seconds)));
    }

    private static StsMode? ModeOf(string? text) => text switch
    {
        "enforce" => StsMode.Enforce,
        "testing" => StsMode.Testing,
        "none" => StsMode.None,
        _ => null,
    };

    private static Parsed<StsPolicy> Invalid(string error) => Parsed<StsPolicy>.Invalid(error);
}
