namespace MtaStsAudit.Acme.Tests.Rig;

/// <summary>One plugin process and the engine that it logs to.</summary>
public sealed class ServedPlugin(AcmeRig rig) : IAsyncLifetime
{
    private PluginProcess? plugin;

    internal EngineStandIn Engine { get; } = new();

    internal PluginProcess Plugin => plugin!;

    public async ValueTask InitializeAsync()
    {
        if (PebbleServer.Missing is not null)
        {
            return;
        }

        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await Engine.StartAsync();
        plugin = await PluginProcess.StartAsync(Engine.Address, rig.Pebble.TrustFile, limit.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await (plugin?.DisposeAsync() ?? ValueTask.CompletedTask);
        await Engine.DisposeAsync();
    }
}
