namespace MtaStsAudit.Fuzz.Tests.Fuzzing;

/// <summary>The kept inputs of one target: real transcripts, nasty ones made by hand, and those that once found a fault.</summary>
internal static class Corpus
{
    public static IReadOnlyList<byte[]> Of(string target)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "Corpus", target);
        // In the order of their names on every machine: a run is the same run everywhere.
        return [.. Directory.GetFiles(folder).Order(StringComparer.Ordinal).Select(File.ReadAllBytes)];
    }
}
