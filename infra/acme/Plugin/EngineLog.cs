using Pulumi.Experimental;

namespace MtaStsAudit.Acme.Plugin;

/// <summary>Lines for the user beside the resource's own status.</summary>
internal sealed class EngineLog(IEngine engine)
{
    public Task InfoAsync(string message) => engine.LogAsync(new LogRequest(LogSeverity.Info, message, null, 0, false));

    public Task WarnAsync(string message) => engine.LogAsync(new LogRequest(LogSeverity.Warning, message, null, 0, false));
}
