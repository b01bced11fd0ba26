namespace MtaStsAudit.Deployment.Tests.Postfix;

/// <summary>An entry of <c>master.cf</c> as Postfix reads it (master(5)): its first field, and its <c>-o</c> options, with or without braces.</summary>
internal sealed record MasterEntry(string EndPoint, IReadOnlyDictionary<string, string> Options)
{
    public static IReadOnlyList<MasterEntry> Of(string masterCf)
    {
        List<List<string>> entries = [];
        foreach (var line in masterCf.Split('\n').Where(line => line.Length > 0 && line[0] != '#'))
        {
            if (char.IsWhiteSpace(line[0]))
            {
                entries[^1].Add(line.Trim());
            }
            else
            {
                entries.Add([line]);
            }
        }

        return [.. entries.Select(entry => new MasterEntry(entry[0].Split(' ')[0], entry.Skip(1).Select(OptionOf).ToDictionary(option => option.Name, option => option.Value)))];
    }

    private static (string Name, string Value) OptionOf(string line)
    {
        Assert.StartsWith("-o ", line, StringComparison.Ordinal);
        var text = line["-o ".Length..];
        // Within braces there may be white space, without there must be none.
        var isBraced = text.StartsWith("{ ", StringComparison.Ordinal) && text.EndsWith(" }", StringComparison.Ordinal);
        Assert.True(isBraced || !text.Contains(' ', StringComparison.Ordinal), text);
        var parts = (isBraced ? text[2..^2] : text).Split('=', 2);
        return (parts[0].Trim(), parts[1].Trim());
    }
}
