namespace MtaStsAudit.Stack.Scripts;

/// <summary>The scripts that run on a host. No secret is in them: what they work on comes through standard input.</summary>
internal static class Script
{
    public static string Ready { get; } = Read("ready.sh");

    /// <summary>Readies a host of one's own.</summary>
    public static string Prepare { get; } = Read("prepare.sh");

    /// <summary>Takes everything away from such a host.</summary>
    public static string Remove { get; } = Read("remove.sh");

    public static string Deploy { get; } = Read("deploy.sh");

    /// <summary>
    /// What <see cref="Command"/> reads: a script, and behind it what the script itself reads. Bash reads the script line by line
    /// and runs it as a function, so the rest is left to it.
    /// </summary>
    public static string Input(string script, string data = "") => $"script() {{\n{script}}}\nscript; exit\n{data}";

    /// <summary>The command that runs <see cref="Input"/>. It is short: when it fails, Pulumi shows it before what it printed.</summary>
    /// <param name="purpose">What it does, and for whom: another text is another command, and runs anew.</param>
    public static string Command(string purpose) => $"bash -s # {purpose}";

    /// <summary>A command as root, whichever user logs on.</summary>
    public static string AsRoot(string user, string command) => user == "root" ? command : $"sudo -n {command}";

    private static string Read(string name)
    {
        using var reader = new StreamReader(typeof(Script).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
