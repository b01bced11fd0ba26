namespace MtaStsAudit.Model.Sts;

/// <summary>Reads a policy's text by the ABNF of RFC 8461 §3.2.</summary>
public static class StsPolicyParser
{
    // Enough to mend a text by; a page of HTML has a fault in every line.
    private const int MostFaults = 5;

    /// <summary>As a strict sender reads it: with any fault there is no policy.</summary>
    public static Parsed<StsPolicy> Parse(string text)
    {
        var reading = Read(text);
        return reading.IsSound ? Parsed<StsPolicy>.Valid(reading.Policy!) : Parsed<StsPolicy>.Invalid(string.Join("; ", reading.Faults));
    }

    /// <summary>As strict and as lenient senders read it.</summary>
    public static StsPolicyReading Read(string text)
    {
        var faults = new List<string>();
        var lines = new List<PolicyLine>();
        foreach (var (line, number) in LinesOf(text).Select((line, index) => (PolicyLine.Parse(line), index + 1)))
        {
            if (line.Fault is { } fault)
            {
                faults.Add($"line {number} {fault}");
            }

            if (line.Name.Length > 0)
            {
                lines.Add(line);
            }
        }

        var fields = new PolicyFields(lines);
        var policy = fields.Policy();
        // What is missing or wrong in a field says more than that a line is no field.
        List<string> all = policy is null ? [.. fields.Faults, .. faults] : [.. faults, .. fields.Faults];
        return new(policy, all.Count <= MostFaults ? all : [.. all.Take(MostFaults), $"and {all.Count - MostFaults} more"]);
    }

    // RFC 8461 §3.2: lines end in CRLF or LF, and the last end is optional. One more end is an empty line.
    private static IEnumerable<string> LinesOf(string text)
    {
        var parts = text.Split('\n');
        for (var index = 0; index < parts.Length; index++)
        {
            var isLast = index == parts.Length - 1;
            if (isLast && parts[index].Length == 0)
            {
                yield break;
            }

            yield return !isLast && parts[index].EndsWith('\r') ? parts[index][..^1] : parts[index];
        }
    }
}
