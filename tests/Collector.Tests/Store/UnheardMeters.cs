using System.Diagnostics.Metrics;

namespace MtaStsAudit.Collector.Tests.Store;

/// <summary>Meters that nobody listens to.</summary>
internal sealed class UnheardMeters : IMeterFactory
{
    public Meter Create(MeterOptions options) => new(options);

    public void Dispose()
    {
        // Meters without a listener hold nothing.
    }
}
