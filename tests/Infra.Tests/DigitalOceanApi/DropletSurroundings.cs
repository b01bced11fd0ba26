using MtaStsAudit.Infra.Tests.Scripts;

namespace MtaStsAudit.Infra.Tests.DigitalOceanApi;

/// <summary>What this machine needs to stand in for droplets.</summary>
internal sealed class DropletSurroundings : IAsyncDisposable
{
    private const string UnprivilegedPorts = "net.ipv4.ip_unprivileged_port_start";

    private readonly string portsBefore;

    private DropletSurroundings(string portsBefore) => this.portsBefore = portsBefore;

    /// <summary>Why it cannot; null where it can.</summary>
    public static string? Missing =>
        !Environment.IsPrivilegedProcess ? "needs root: droplets' addresses are added to this machine"
        : !File.Exists("/usr/sbin/sshd") ? "needs an SSH server (Debian's package openssh-server)"
        : Shell.NoContainerEngine;

    // A droplet's user data sets this at boot.
    public static async Task<DropletSurroundings> PrepareAsync()
    {
        var before = await Shell.OutputOfAsync("sysctl", "-n", UnprivilegedPorts);
        await Shell.OutputOfAsync("sysctl", "-q", "-w", $"{UnprivilegedPorts}=443");
        return new(before);
    }

    public async ValueTask DisposeAsync() => await Shell.OutputOfAsync("sysctl", "-q", "-w", $"{UnprivilegedPorts}={portsBefore}");
}
