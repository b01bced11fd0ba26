using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Names;

namespace MtaStsAudit.Model.Verdicts;

/// <summary>What the audited sender offered when TLS began, as fronts saw it. Offers that are alike are one. It is shown, and decides nothing.</summary>
/// <param name="Versions">As the client prefers them.</param>
/// <param name="SendsServerName">Whether it names the host that it wants (SNI).</param>
/// <param name="CipherSuites">How many.</param>
/// <param name="Groups">As the client prefers them.</param>
/// <param name="PostQuantumGroups">Those of them that a quantum computer does not break.</param>
/// <param name="Receivers">Where it was seen.</param>
/// <param name="Clients">Of whom.</param>
/// <param name="Sessions">How often.</param>
/// <param name="Evidence">The ids of the records.</param>
public sealed record OfferedTls(
    IReadOnlyList<string> Versions,
    bool SendsServerName,
    int CipherSuites,
    IReadOnlyList<string> Groups,
    IReadOnlyList<string> PostQuantumGroups,
    IReadOnlyList<string> Alpn,
    IReadOnlyList<ReceiverName> Receivers,
    IReadOnlyList<string> Clients,
    int Sessions,
    IReadOnlyList<long> Evidence)
{
    // A stranger at the sender's address may offer something else each time.
    private const int Most = 8;

    /// <summary>The offers among the records, the most frequent first; null where there is none.</summary>
    internal static IReadOnlyList<OfferedTls>? Of(IEnumerable<EvidenceRecord> records)
    {
        IReadOnlyList<OfferedTls> offers =
        [
            .. records.GroupBy(record => KeyOf(((ClientHelloSeen)record.What).Hello))
                .OrderByDescending(group => group.Count()).ThenBy(group => group.First().Id)
                .Take(Most).Select(group => Of([.. group])),
        ];
        return offers.Count == 0 ? null : offers;
    }

    private static OfferedTls Of(IReadOnlyList<EvidenceRecord> alike)
    {
        List<ClientHelloSeen> seen = [.. alike.Select(record => (ClientHelloSeen)record.What)];
        var hello = seen[0].Hello;
        return new(
            VersionsOf(hello),
            hello.ServerName is not null,
            hello.CipherSuites,
            hello.Groups,
            [.. hello.Groups.Where(ClientHello.IsPostQuantum)],
            hello.Alpn,
            [.. seen.Select(one => one.Receiver).Distinct().OrderBy(receiver => receiver.Value, StringComparer.Ordinal)],
            [.. seen.Select(one => SenderIdentity.ClientKeyOf(one.Client)).Distinct()],
            seen.Count,
            [.. alike.Select(record => record.Id)]);
    }

    // The name that is asked for is another at each host, and so is the size.
    private static string KeyOf(ClientHello hello) =>
        $"{string.Join(',', VersionsOf(hello))};{hello.ServerName is null};{hello.CipherSuites};{string.Join(',', hello.Groups)};{string.Join(',', hello.Alpn)}";

    // RFC 8446 §4.2.1: without the extension, the version field has the highest one.
    private static IReadOnlyList<string> VersionsOf(ClientHello hello) => hello.Versions.Count > 0 ? hello.Versions : [$"up to {hello.LegacyVersion}"];
}
