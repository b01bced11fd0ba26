using System.Text.Json;
using System.Text.Json.Serialization;

namespace MtaStsAudit.Collector.Readiness;

/// <summary>Whether all that an audit needs is there: the answer of <c>GET /ready</c>.</summary>
internal sealed record ReadyReport(
    bool Ready, StoreState Store, IReadOnlyList<CertificateState> Certificates, IReadOnlyList<ReceiverState> Receivers, SelfCheckState SelfCheck);

/// <param name="Ok">It checks as often as it should, or is not meant to.</param>
/// <param name="CheckedAt">When the newest self-check began; null: none since the collector's start, or never.</param>
internal sealed record SelfCheckState(bool Ok, DateTimeOffset? CheckedAt);

/// <param name="FreeMiB">What is free on its disk; null where that is another machine's.</param>
internal sealed record StoreState(bool Ok, string Detail, long? FreeMiB);

/// <param name="DaysLeft">Below zero: it has run out.</param>
internal sealed record CertificateState(bool Ok, string Name, double DaysLeft);

/// <param name="Detail">What the newest self-check found; its faults, if it has any.</param>
/// <param name="ClockAhead">By how many seconds its clock is ahead of the collector's, and times in its log are corrected; null: they agree.</param>
internal sealed record ReceiverState(bool Ok, string Receiver, string Detail, double? ClockAhead = null);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, WriteIndented = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ReadyReport))]
internal sealed partial class ReadyJson : JsonSerializerContext;
