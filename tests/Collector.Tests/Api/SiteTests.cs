using System.Net.Http.Json;
using MtaStsAudit.Collector.Tests.Running;
using MtaStsAudit.Model.Scenarios;

namespace MtaStsAudit.Collector.Tests.Api;

public sealed class SiteTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("study", "study")]
    [InlineData("standard", "study standard")]
    [InlineData("channel", "study channel")]
    public async Task A_testbed_tells_which_suites_it_has(string name, string suites)
    {
        var site = await SiteOf(Suite.Find(name)!);

        Assert.Equal(suites.Split(' '), site.Suites!.Keys);
        Assert.Equal(["a", "b", "c", "d", "e", "f"], site.Receivers.Select(receiver => receiver.Name.Value));
        Assert.Equal(Suite.Find(name)!.Scenarios.Skip(6).Select(scenario => scenario.Name), site.Further!.Select(receiver => receiver.Name));
    }

    [Fact]
    public async Task A_complete_testbed_has_them_all() =>
        Assert.Equal(Suite.All.Select(suite => suite.Name), (await SiteOf(Suite.Complete)).Suites!.Keys);

    private async Task<SiteDescription> SiteOf(Suite suite)
    {
        await using var collector = await RunningCollector.StartAsync(folder, suite: suite);
        using var http = collector.Http;
        return (await http.GetFromJsonAsync(new Uri("site", UriKind.Relative), SiteDescriptionJson.Default.SiteDescription, TestContext.Current.CancellationToken))!;
    }
}
