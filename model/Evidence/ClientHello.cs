namespace MtaStsAudit.Model.Evidence;

/// <summary>What a client offers when TLS begins (RFC 8446 §4.1.2). Values that only keep servers tolerant (RFC 8701 §2) are left out.</summary>
/// <param name="LegacyVersion">The version field; the highest that is offered where <paramref name="Versions"/> is empty.</param>
/// <param name="Versions">Of the extension supported_versions, as the client prefers them.</param>
/// <param name="ServerName">The name that the client asks for (SNI); null: none.</param>
/// <param name="Groups">Of the extension supported_groups, as the client prefers them.</param>
/// <param name="Alpn">The application protocols.</param>
/// <param name="CipherSuites">How many.</param>
/// <param name="Octets">The size of the handshake message, with its header.</param>
/// <param name="IsCut">Whether one of the lists has only its beginning here.</param>
public sealed record ClientHello(
    string LegacyVersion,
    IReadOnlyList<string> Versions,
    string? ServerName,
    IReadOnlyList<string> Groups,
    IReadOnlyList<string> Alpn,
    int CipherSuites,
    int Octets,
    bool IsCut = false)
{
    /// <summary>Far more than any mail server offers. A stranger may offer thousands.</summary>
    public const int MostVersions = 12;

    /// <summary>As <see cref="MostVersions"/>.</summary>
    public const int MostGroups = 32;

    /// <summary>As <see cref="MostVersions"/>.</summary>
    public const int MostProtocols = 6;

    /// <summary>In octets, of a protocol's name.</summary>
    public const int LongestProtocol = 24;

    /// <summary>In octets, of a server name.</summary>
    public const int LongestServerName = 255;

    /// <summary>With no more than is worth keeping, so that it fits into a line of a log.</summary>
    public ClientHello Bounded()
    {
        var protocols = Alpn.Where(protocol => protocol.Length <= LongestProtocol).Take(MostProtocols).ToList();
        return this with
        {
            Versions = [.. Versions.Take(MostVersions)],
            Groups = [.. Groups.Take(MostGroups)],
            Alpn = protocols,
            IsCut = IsCut || Versions.Count > MostVersions || Groups.Count > MostGroups || protocols.Count < Alpn.Count,
        };
    }

    /// <summary>Whether a group keeps a secret from who records today and has a quantum computer some day: the hybrids with ML-KEM, and Kyber before it.</summary>
    public static bool IsPostQuantum(string group) =>
        group.Contains("MLKEM", StringComparison.OrdinalIgnoreCase) || group.Contains("Kyber", StringComparison.OrdinalIgnoreCase);
}
