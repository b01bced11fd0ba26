using System.Net.Sockets;
using MtaStsAudit.Collector.Milter;
using MtaStsAudit.Collector.PostfixLog;
using MtaStsAudit.Testbed.Deployment;

namespace MtaStsAudit.Collector.Intake;

/// <summary>Where the receivers talk to the collector: open as long as the store's writer runs.</summary>
internal sealed class IntakePorts(CollectorSettings settings, MilterConnection milter, LogIntakeConnection log, ILogger<IntakePorts> logger) : IHostedService, IDisposable
{
    private readonly IntakeListener? milterSocket =
        settings.MilterSocket is { } file ? new(new UnixDomainSocketEndPoint(file), milter.ServeAsync, logger) : null;

    public IntakeListener Milter { get; } = new(settings.Milter, milter.ServeAsync, logger);

    public IntakeListener PostfixLog { get; } = new(settings.LogIntake, log.ServeAsync, logger);

    private IntakeListener[] All => milterSocket is null ? [Milter, PostfixLog] : [Milter, PostfixLog, milterSocket];

    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var listener in All)
        {
            listener.Start();
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.WhenAll(All.Select(listener => listener.StopAsync(cancellationToken)));

    public void Dispose()
    {
        foreach (var listener in All)
        {
            listener.Dispose();
        }
    }
}
