using System.Net;
using System.Net.Sockets;
using MtaStsAudit.Collector.Tests.Running;
using MtaStsAudit.Model.Settings;

namespace MtaStsAudit.Collector.Tests.Operation;

/// <summary>A collector that cannot start says why in one line, and ends.</summary>
public sealed class StartTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Without_the_folder_of_its_milter_socket()
    {
        var socket = folder.At("nowhere/milter");

        await FailsAsync(settings => settings with { MilterSocket = socket }, $"Cannot listen on {socket}: ");
    }

    [Fact]
    public async Task With_a_port_for_the_log_that_is_taken()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var endPoint = (IPEndPoint)taken.LocalEndpoint;

        await FailsAsync(settings => settings with { LogIntake = endPoint }, $"Cannot listen on {endPoint}: Address already in use");
    }

    [Fact]
    public async Task With_a_port_for_the_web_that_is_taken()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var endPoint = (IPEndPoint)taken.LocalEndpoint;

        await FailsAsync(settings => settings with { Http = endPoint }, $"Failed to bind to address http://{endPoint}: address already in use.");
    }

    [Fact]
    public async Task Without_the_folder_of_its_store() =>
        await FailsAsync(settings => settings with { Database = $"Data Source={folder.At("nowhere/evidence.db")}" }, "SQLite Error 14: 'unable to open database file'");

    [Fact]
    public async Task Without_a_database_server() =>
        await FailsAsync(settings => settings with { Database = "Host=127.0.0.1;Port=1;Username=nobody;Database=none" }, "Failed to connect to 127.0.0.1:1");

    private async Task FailsAsync(Func<CollectorSettings, CollectorSettings> but, string reason)
    {
        var (exitCode, errors) = await CollectorProcess.FailAsync(folder, but);

        Assert.StartsWith($"The collector cannot start: {reason}", Assert.Single(errors.TrimEnd().Split('\n')), StringComparison.Ordinal);
        Assert.Equal(1, exitCode);
    }
}
