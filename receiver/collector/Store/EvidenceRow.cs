using System.Data.Common;
using System.Text.Json;
using MtaStsAudit.Model.Evidence;

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
        MessagePutOff => "put-off",
        SessionEnded => "session",
        ClientHelloSeen => "client-hello",
        PolicyFetched => "policy-fetch",
        PolicyFetchFailed => "policy-fetch-failed",
        ClientNameChecked => "client-name",
        TlsReportReceived => "tls-report",
        ReportSignatureChecked => "report-signature",
        TestbedChecked => "self-check",
        DeliveryStatusGiven => "delivery-status",
        _ => throw new NotSupportedException($"{What.GetType().Name} has no kind."),
    };

    public string? Token => (What as MessageAccepted)?.Token?.ToString();

    public string? SessionId => What switch
    {
        SessionEnded session => session.SessionId,
        ClientHelloSeen hello => hello.SessionId,
        _ => null,
    };

    public IEnumerable<string> SenderKeys => What switch
    {
        SmtpObservation smtp => SenderIdentity.KeysOf(smtp.Client),
        ClientHelloSeen hello => [SenderIdentity.ClientHelloKeyOf(hello.Client)],
        PolicyFetched fetch => [SenderIdentity.NetworkOf(fetch.Client)],
        PolicyFetchFailed failed => [SenderIdentity.NetworkOf(failed.Client)],
        ClientNameChecked name => SenderIdentity.KeysOf(name),
        DeliveryStatusGiven given => [DeliveryStatusGiven.KeyOf(given.Token)],
        _ => [],
    };

    public static long MicrosecondsOf(DateTimeOffset time) => (time.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    public static DateTimeOffset AtMicrosecond(DateTimeOffset time) => TimeOf(MicrosecondsOf(time));

    public static DateTimeOffset TimeOf(long microseconds) => DateTimeOffset.UnixEpoch.AddTicks(microseconds * TimeSpan.TicksPerMicrosecond);

    /// <param name="row">The columns <c>id</c>, <c>at</c> and <c>observation</c>, in this order.</param>
    public static EvidenceRecord Read(DbDataReader row) => new(
        row.GetInt64(0),
        TimeOf(row.GetInt64(1)),
        JsonSerializer.Deserialize(row.GetString(2), EvidenceJson.Default.Observation)
            ?? throw new InvalidDataException($"Evidence {row.GetInt64(0)} holds no observation."));
}
