namespace MtaStsAudit.Stack.Scripts;

/// <summary>The scripts that run on a droplet. No secret is in them: what they work on comes through standard input.</summary>
internal static class Script
{
    public static string Ready { get; } = Read("ready.sh");

    public static string Deploy { get; } = Read("deploy.sh");

    private static string Read(string name)
    {
        using var reader = new StreamReader(typeof(Script).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
