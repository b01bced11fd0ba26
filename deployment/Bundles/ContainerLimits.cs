using MtaStsAudit.Deployment.Postfix;

namespace MtaStsAudit.Deployment.Bundles;

/// <summary>
/// What one container may take of its host. They are ceilings, not
/// reservations: together they may be more than the host has, so that one receiver that is attacked has room and the others keep theirs.
/// </summary>
/// <param name="MemoryMiB">The container's memory, with all that it keeps in its tmpfs mounts. There is no swap beyond it.</param>
/// <param name="Processes">Processes and threads together.</param>
/// <param name="CpuShares">Its weight when the processor is short; 1024 is the default.</param>
internal sealed record ContainerLimits(int MemoryMiB, int Processes, int CpuShares)
{
    /// <summary>What is taken in must be committed: the collector goes before those who hand it in.</summary>
    public static ContainerLimits Collector { get; } = new(512, 256, 2048);

    public static ContainerLimits Receiver(SessionRoom room) => new(room.MemoryMiB, room.Processes, 512);

    public static ContainerLimits Front { get; } = new(128, 64, 512);

    /// <summary>Of stunnel, which has a thread for each session that a satellite has.</summary>
    public static ContainerLimits Tunnel { get; } = new(256, 1024, 1024);

    public static ContainerLimits Dns { get; } = new(128, 64, 1024);
}
