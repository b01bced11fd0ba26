using System.Text.Json;
using MtaStsAudit.Testbed.Evidence;

namespace MtaStsAudit.Collector.Store;

/// <summary>An observation as the columns it is stored in and found by.</summary>
internal sealed record EvidenceRow(DateTimeOffset At, Observation What)
{
    public string Json { get; } = JsonSerializer.Serialize(What, EvidenceJson.Default.Observation);

    /// <summary>Microseconds since 1970, UTC: sorts alike in both databases.</summary>
    public long AtMicroseconds => MicrosecondsOf(At);

    public string Kind => What switch
    {
        MessageAccepted => "message",
        SessionHeard => "dialogue",
        SessionEnded => "session",
        PolicyFetched => "policy-fetch",
        TlsReportReceived => "tls-report",
        _ => throw new NotSupportedException($"{What.GetType().Name} has no kind."),
    };

    public string? Token => (What as MessageAccepted)?.Token?.ToString();

    public string? SessionId => (What as SessionEnded)?.SessionId;

    public IEnumerable<string> SenderKeys => What switch
    {
        SmtpObservation smtp => SenderIdentity.KeysOf(smtp.Client),
        PolicyFetched fetch => [SenderIdentity.NetworkOf(fetch.Client)],
        _ => [],
    };

    public static long MicrosecondsOf(DateTimeOffset time) => (time.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    public static DateTimeOffset AtMicrosecond(DateTimeOffset time) =>
        DateTimeOffset.UnixEpoch.AddTicks(MicrosecondsOf(time) * TimeSpan.TicksPerMicrosecond);

    public static EvidenceRecord Read(long id, long at, string json) => new(
        id,
        DateTimeOffset.UnixEpoch.AddTicks(at * TimeSpan.TicksPerMicrosecond),
        JsonSerializer.Deserialize(json, EvidenceJson.Default.Observation)
            ?? throw new InvalidDataException($"Evidence {id} holds no observation."));
}
