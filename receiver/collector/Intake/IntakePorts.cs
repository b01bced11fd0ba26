using System.Net.Sockets;
using MtaStsAudit.Collector.Milter;
using MtaStsAudit.Collector.PostfixLog;
using MtaStsAudit.Model.Settings;

namespace MtaStsAudit.Collector.Intake;

/// <summary>Where the receivers talk to the collector: open as long as the store's writer runs.</summary>
internal sealed class IntakePorts(CollectorSettings settings, MilterConnection milter, LogIntakeConnection log, TimeProvider time, ILogger<IntakePorts> logger) : IHostedService, IDisposable
{
    /// <summary>Longer than any time limit of Postfix's own: what is silent for so long is no Postfix any more. An rsyslog may have nothing to say.</summary>
    private static readonly TimeSpan LongestOfMilter = TimeSpan.FromMinutes(15);

    private readonly IntakeListener? milterSocket =
        settings.MilterSocket is { } file ? new(new UnixDomainSocketEndPoint(file), milter.ServeAsync, LongestOfMilter, time, logger) : null;

    public IntakeListener Milter { get; } = new(settings.Milter, milter.ServeAsync, LongestOfMilter, time, logger);

    public IntakeListener PostfixLog { get; } = new(settings.LogIntake, log.ServeAsync, null, time, logger);

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
