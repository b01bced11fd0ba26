namespace MtaStsAudit.Acme;

/// <summary>What reaches outside the process: tests put their own transport and clock here.</summary>
internal sealed record Network(HttpMessageHandler Transport, TimeProvider Clock)
{
    // A proxy's or an authority's address may change while the engine keeps the plugin running.
    public static Network Real() =>
        new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(5) }, TimeProvider.System);
}
