namespace MtaStsAudit.Audit.Commands;

/// <summary>What this program runs on, as far as it makes a difference.</summary>
internal enum HostPlatform
{
    Linux,
    MacOS,
    Windows,
    Other,
}

/// <summary>What works where.</summary>
internal static class HostPlatforms
{
    public static HostPlatform Current =>
        OperatingSystem.IsLinux() ? HostPlatform.Linux
        : OperatingSystem.IsMacOS() ? HostPlatform.MacOS
        : OperatingSystem.IsWindows() ? HostPlatform.Windows
        : HostPlatform.Other;

    /// <summary>For what needs the testbed on this machine.</summary>
    /// <param name="instead">What to do without it.</param>
    /// <exception cref="CommandFault">This machine cannot have one.</exception>
    public static void DemandLinux(HostPlatform platform, string instead = "name a testbed elsewhere by --api URL, or run this on Linux")
    {
        if (platform != HostPlatform.Linux)
        {
            throw new CommandFault(
                $"The local testbed runs on Linux only, where the machine reaches its containers by their own addresses, and this is {InWords(platform)}: {instead}.");
        }
    }

    private static string InWords(HostPlatform platform) => platform switch
    {
        HostPlatform.Linux => "Linux",
        HostPlatform.MacOS => "macOS",
        HostPlatform.Windows => "Windows",
        HostPlatform.Other => "another system",
    };
}
