using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MtaStsAudit.Front.Listening;
using MtaStsAudit.Front.Sessions;
using MtaStsAudit.Model.Scenarios;
using MtaStsAudit.Model.Settings;

namespace MtaStsAudit.Front.Tests.Running;

/// <summary>A front with all faults, each on a port of its own, within the test's process.</summary>
internal sealed class RunningFront : IAsyncDisposable
{
    private static readonly ChannelFault[] Faults = Enum.GetValues<ChannelFault>();

    private readonly IHost host;
    private readonly Records records;

    private RunningFront(IHost host, Records records) => (this.host, this.records) = (host, records);

    public IPEndPoint Health => host.Services.GetRequiredService<HealthListener>().EndPoint;

    public static async Task<RunningFront> StartAsync(IPEndPoint upstream, Func<FrontSettings, FrontSettings>? but = null, TimeProvider? time = null, IPAddress? address = null)
    {
        var settings = new FrontSettings
        {
            Upstream = upstream,
            Health = new(IPAddress.Loopback, 0),
            Listeners = [.. Faults.Select(fault => new FrontListener(ChannelFaultName.Of(fault), new(address ?? IPAddress.Loopback, 0), fault))],
        };
        var records = new Records();
        var host = FrontApp.Build(but?.Invoke(settings) ?? settings, records, time ?? TimeProvider.System, builder => builder.Logging.ClearProviders());
        await host.StartAsync(TestContext.Current.CancellationToken);
        return new(host, records);
    }

    public IPEndPoint At(ChannelFault fault) => host.Services.GetRequiredService<FrontListeners>().EndPoints[Array.IndexOf(Faults, fault)];

    /// <summary>The next session that is over.</summary>
    public async Task<SessionRecord> RecordAsync() =>
        JsonSerializer.Deserialize(await RecordLineAsync(), SessionRecordJson.Default.SessionRecord)!;

    public Task<string> RecordLineAsync() => records.Lines.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask();

    /// <returns>A client, before it has read the greeting.</returns>
    public async Task<(LineTalk Talk, TcpClient Connection)> ConnectAsync(ChannelFault fault, Cut cut = Cut.Whole)
    {
        var endPoint = At(fault);
        var connection = new TcpClient(endPoint.AddressFamily) { NoDelay = true };
        await connection.ConnectAsync(endPoint, TestContext.Current.CancellationToken);
        return (new LineTalk(connection.GetStream(), cut, TestContext.Current.CancellationToken), connection);
    }

    public Task StopAsync() => host.StopAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync(CancellationToken.None);
        host.Dispose();
    }

    private sealed class Records : TextWriter
    {
        public Channel<string> Lines { get; } = Channel.CreateUnbounded<string>();

        public override Encoding Encoding => Encoding.UTF8;

        public override void WriteLine(string? value) => Lines.Writer.TryWrite(value!);
    }
}
