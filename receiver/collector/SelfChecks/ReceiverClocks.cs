using System.Collections.Concurrent;
using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Names;

namespace MtaStsAudit.Collector.SelfChecks;

/// <summary>
/// How far the receivers' clocks are from the collector's. Verdicts go by the collector's clock; what only a receiver's log dates is
/// corrected by the difference.
/// </summary>
/// <remarks>
/// The self-check knows when it connected, and the receiver's log says when it was connected to. A log that comes late says the same, so
/// only a receiver that is slow to greet looks as if its clock were ahead: a difference counts when two self-checks in a row found it.
/// </remarks>
internal sealed partial class ReceiverClocks(OwnConnections own, ILogger<ReceiverClocks> logger)
{
    /// <summary>Less than this is the time that a greeting takes.</summary>
    private static readonly TimeSpan Negligible = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<ReceiverName, Comparison> newest = [];

    /// <summary>Takes note of when a receiver's log says that a client connected, which matters if the client was the self-check.</summary>
    public void Compare(ReceiverName receiver, SmtpClient client, DateTimeOffset logged)
    {
        if (own.MadeAt(client.Address, client.Port) is not { } made)
        {
            return;
        }

        var before = AheadBy(receiver);
        newest.AddOrUpdate(receiver, _ => new(logged - made, TimeSpan.Zero), (_, last) => new(logged - made, last.Newest));
        var now = AheadBy(receiver);
        if (now != TimeSpan.Zero && (now - before).Duration() >= Negligible)
        {
            Log.Differs(logger, receiver, Math.Round(now.TotalSeconds, 1));
        }
        else if (now == TimeSpan.Zero && before != TimeSpan.Zero)
        {
            Log.Agrees(logger, receiver);
        }
    }

    /// <summary>How far a receiver's clock is ahead of the collector's, below zero when it is behind; zero for what does not matter or is not known.</summary>
    public TimeSpan AheadBy(ReceiverName receiver) =>
        newest.TryGetValue(receiver, out var comparison) && comparison.Agreed is var agreed && agreed.Duration() >= Negligible ? agreed : TimeSpan.Zero;

    private sealed record Comparison(TimeSpan Newest, TimeSpan Before)
    {
        public TimeSpan Agreed => Newest.Duration() < Before.Duration() ? Newest : Before;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Receiver {Receiver}'s clock is {Seconds} s ahead of the collector's: the times in its log are corrected by that")]
        public static partial void Differs(ILogger logger, ReceiverName receiver, double seconds);

        [LoggerMessage(LogLevel.Information, "Receiver {Receiver}'s clock agrees with the collector's again")]
        public static partial void Agrees(ILogger logger, ReceiverName receiver);
    }
}
