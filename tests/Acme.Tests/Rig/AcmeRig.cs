namespace MtaStsAudit.Acme.Tests.Rig;

/// <summary>A real ACME server, its DNS, and the API that fills the DNS. Tests that need it share one.</summary>
public sealed class AcmeRig : IAsyncLifetime
{
    private PebbleServer? pebble;
    private DigitalOceanStandIn? digitalOcean;

    internal PebbleServer Pebble => pebble!;

    internal DigitalOceanStandIn DigitalOcean => digitalOcean!;

    public async ValueTask InitializeAsync()
    {
        if (PebbleServer.Missing is not null)
        {
            return;
        }

        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        pebble = new PebbleServer();
        await pebble.StartAsync(limit.Token);
        digitalOcean = new DigitalOceanStandIn(pebble.DnsManagement);
        await digitalOcean.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await (digitalOcean?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (pebble?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    /// <summary>Takes records out of the DNS behind the API's back.</summary>
    internal void ClearTexts(params ReadOnlySpan<string> hosts)
    {
        foreach (var host in hosts)
        {
            Manage("/clear-txt", $$"""{"host":"{{host}}"}""");
        }
    }

    internal void SetText(string host, string value) => Manage("/set-txt", $$"""{"host":"{{host}}","value":"{{value}}"}""");

    private void Manage(string path, string json)
    {
        using var http = new HttpClient { BaseAddress = Pebble.DnsManagement };
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(json) };
        http.Send(request).EnsureSuccessStatusCode();
    }

    public static void SkipWithoutServer()
    {
        if (PebbleServer.Missing is { } reason)
        {
            Assert.Skip(reason);
        }
    }
}

[CollectionDefinition(Name)]
public sealed class WithAcmeServer : ICollectionFixture<AcmeRig>
{
    public const string Name = "with a real ACME server";
}
