using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization;
using MtaStsAudit.Model.Evidence;

namespace MtaStsAudit.Collector.Web.PolicyFetches;

/// <summary>The log of policy fetches as JSON, newest first.</summary>
/// <param name="Older">The id before which the next page ends, for <c>?before=</c>; null on the last page.</param>
internal sealed record PolicyFetchLog(IReadOnlyList<PolicyFetchEntry> Fetches, long? Older, IReadOnlyList<FetcherShare> Implementations);

/// <summary>A fetch of a policy.</summary>
/// <param name="Id">Of its record.</param>
/// <param name="Implementation">What the user agent names: a hint, not an identity.</param>
/// <param name="Status">What was answered (HTTP).</param>
internal sealed record PolicyFetchEntry(
    long Id, DateTimeOffset At, string Receiver, IPAddress Client, string Implementation, string? UserAgent, string TlsProtocol, int Status)
{
    public static PolicyFetchEntry Of(EvidenceRecord record, PolicyFetched fetch) =>
        new(record.Id, record.At, $"{fetch.Receiver}", fetch.Client, Fetchers.NameOf(fetch.UserAgent), fetch.UserAgent, fetch.TlsProtocol, fetch.Status);
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, Converters = [typeof(IPAddressConverter)])]
[JsonSerializable(typeof(PolicyFetchLog))]
internal sealed partial class PolicyFetchJson : JsonSerializerContext;
