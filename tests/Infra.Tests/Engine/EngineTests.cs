using System.Net.Http.Json;
using MtaStsAudit.Acme.Tests.Rig;
using MtaStsAudit.Infra.Tests.DigitalOceanApi;
using MtaStsAudit.Infra.Tests.Scripts;

namespace MtaStsAudit.Infra.Tests.Engine;

/// <summary>The five commands of the guide with the real engine, against the stand-in of DigitalOcean's API and a real ACME server.</summary>
public sealed class EngineTests : IAsyncLifetime
{
    private readonly PebbleServer pebble = new();
    private readonly HttpClient client = new();
    private ApiStandIn? standIn;
    private DropletSurroundings? surroundings;
    private PulumiProject? project;
    private readonly OwnImages ownImages = new("mta-sts-audit/collector", "mta-sts-audit/receiver");

    public async ValueTask InitializeAsync()
    {
        var missing = PulumiProject.Missing ?? PebbleServer.Missing ?? DropletSurroundings.Missing;
        Assert.SkipWhen(missing is not null, missing ?? "");
        await pebble.StartAsync(TestContext.Current.CancellationToken);
        surroundings = await DropletSurroundings.PrepareAsync();
        await ownImages.RememberAsync();
        standIn = await ApiStandIn.StartAsync("example.com");
        // The zone as the CA sees it.
        standIn.Zones.TextAdded = (name, value) => client.PostAsJsonAsync(new Uri(pebble.DnsManagement, "/set-txt"), new { host = name + ".", value });
        standIn.Zones.TextRemoved = name => client.PostAsJsonAsync(new Uri(pebble.DnsManagement, "/clear-txt"), new { host = name + "." });
        project = new PulumiProject(standIn, pebble);
        await project.CreateAsync();
    }

    public async ValueTask DisposeAsync()
    {
        project?.Dispose();
        if (standIn is not null)
        {
            await standIn.DisposeAsync();
        }

        if (surroundings is not null)
        {
            await surroundings.DisposeAsync();
            await ownImages.DisposeAsync();
        }

        await pebble.DisposeAsync();
        client.Dispose();
    }

    [Fact]
    public async Task A_stack_comes_up_stays_unchanged_takes_a_change_in_place_and_leaves_nothing()
    {
        await project!.UpAsync();
        var outputs = await project.OutputsAsync();
        Assert.Equal("audit.example.com", (string?)outputs["site"]);
        Assert.Equal(6, outputs["receivers"]!.AsArray().Count);
        Assert.Contains("record TXT _mta-sts.a.audit", string.Join('\n', standIn!.Held), StringComparison.Ordinal);
        Assert.DoesNotContain("_acme-challenge", string.Join('\n', standIn.Held), StringComparison.Ordinal);
        var containers = await ContainersAsync();

        await project.UpAsync("--expect-no-changes");

        await project.SetAsync("mta-sts-audit:ttl", "600");
        standIn.FailNext("PUT", "/v2/domains", ApiFault.TooManyRequests);
        await project.UpAsync();
        Assert.Equal(containers, await ContainersAsync());

        await project.DestroyAsync();
        Assert.Empty(standIn.Held);
    }

    [Fact]
    public async Task A_wrong_setting_fails_with_its_name_before_the_API_is_asked_for_anything()
    {
        await project!.SetAsync("mta-sts-audit:layout", "star");

        var (code, text) = await project.TryUpAsync();

        Assert.NotEqual(0, code);
        Assert.Contains("mta-sts-audit:layout is 'star'; allowed: compact, spread, hosts", text, StringComparison.Ordinal);
        Assert.DoesNotContain(standIn!.Requests, request => request.StartsWith("POST", StringComparison.Ordinal));
    }

    private async Task<string> ContainersAsync() =>
        await Shell.OutputOfAsync("docker", "ps", "-q", "--filter", $"label=com.docker.compose.project={standIn!.Droplets.All.Single().ComposeProject}");
}
