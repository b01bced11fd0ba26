using System.Collections.Concurrent;
using Pulumi.Experimental;

namespace MtaStsAudit.Acme.Tests.Rig;

/// <summary>The engine's side of the plugin: keeps what is logged.</summary>
internal sealed class RecordingEngine : IEngine
{
    public ConcurrentQueue<LogRequest> Log { get; } = [];

    public IEnumerable<string> Messages => Log.Select(line => line.Message);

    public Task LogAsync(LogRequest message)
    {
        Log.Enqueue(message);
        return Task.CompletedTask;
    }

    public Task RequirePulumiVersionAsync(string pulumiVersionRange) => Task.CompletedTask;
}
