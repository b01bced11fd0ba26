namespace MtaStsAudit.Front.Tls;

/// <summary>What a client offers when TLS begins (RFC 8446 §4.1.2). Values that only keep servers tolerant (RFC 8701 §2) are left out.</summary>
/// <param name="LegacyVersion">The version field; the highest that is offered where <paramref name="Versions"/> is empty.</param>
/// <param name="Versions">Of the extension supported_versions, as the client prefers them.</param>
/// <param name="ServerName">The name that the client asks for (SNI); null: none.</param>
/// <param name="Groups">Of the extension supported_groups, as the client prefers them.</param>
/// <param name="Alpn">The application protocols.</param>
/// <param name="CipherSuites">How many.</param>
/// <param name="Octets">The size of the handshake message, with its header.</param>
internal sealed record ClientHello(
    string LegacyVersion,
    IReadOnlyList<string> Versions,
    string? ServerName,
    IReadOnlyList<string> Groups,
    IReadOnlyList<string> Alpn,
    int CipherSuites,
    int Octets);
