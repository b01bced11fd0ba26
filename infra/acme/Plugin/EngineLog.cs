using Grpc.Core;
using Pulumi.Experimental;

namespace MtaStsAudit.Acme.Plugin;

/// <summary>Lines for the user beside the resource's own status.</summary>
internal sealed class EngineLog(IEngine engine)
{
    public Task InfoAsync(string message) => WriteAsync(LogSeverity.Info, message);

    public Task WarnAsync(string message) => WriteAsync(LogSeverity.Warning, message);

    private async Task WriteAsync(LogSeverity severity, string message)
    {
        try
        {
            await engine.LogAsync(new LogRequest(severity, message, null, 0, false)).ConfigureAwait(false);
        }
        catch (RpcException)
        {
            // A line that does not reach the user must not cost a certificate that was just issued.
        }
    }
}
