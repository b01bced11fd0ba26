using System.Buffers.Binary;
using System.Text;
using MtaStsAudit.Model;
using MtaStsAudit.Model.Evidence;

namespace MtaStsAudit.Front.Tls;

/// <summary>Reads a ClientHello (RFC 8446 §4.1.2), which has the same form in every version of TLS.</summary>
internal static class ClientHelloParser
{
    private const int HeaderLength = 4;
    private const int RandomLength = 32;

    // IANA's numbers of extensions.
    private const int ServerNameExtension = 0;
    private const int GroupsExtension = 10;
    private const int AlpnExtension = 16;
    private const int VersionsExtension = 43;

    /// <param name="message">The handshake message with its header; see <see cref="HandshakeRecords"/>.</param>
    public static Parsed<ClientHello> Parse(ReadOnlySpan<byte> message)
    {
        var reader = new OctetReader(message);
        if (!reader.TryTake(HeaderLength, out var header) || header[0] != HandshakeRecords.ClientHello)
        {
            return Parsed<ClientHello>.Invalid("is no ClientHello");
        }

        if ((BinaryPrimitives.ReadInt32BigEndian(header) & 0xFFFFFF) != message.Length - HeaderLength)
        {
            return Parsed<ClientHello>.Invalid("is not as long as it says");
        }

        if (!reader.TryReadNumber(out var version) || !reader.TryTake(RandomLength, out _)
            || !reader.TryReadShortVector(out _) || !reader.TryReadVector(out var suites) || !reader.TryReadShortVector(out _))
        {
            return Parsed<ClientHello>.Invalid("ends before its extensions");
        }

        if (!TryReadNumbers(suites, out var suiteNumbers))
        {
            return Parsed<ClientHello>.Invalid("has half a cipher suite");
        }

        var hello = new ClientHello(TlsNames.Version(version), [], null, [], [], suiteNumbers.Count, message.Length);
        // Before TLS 1.3 there may be none.
        return reader.IsAtEnd ? Parsed<ClientHello>.Valid(hello)
            : reader.TryReadVector(out var extensions) ? WithExtensions(hello, extensions)
            : Parsed<ClientHello>.Invalid("ends within its extensions");
    }

    private static Parsed<ClientHello> WithExtensions(ClientHello hello, ReadOnlySpan<byte> extensions)
    {
        var reader = new OctetReader(extensions);
        while (!reader.IsAtEnd)
        {
            if (!reader.TryReadNumber(out var kind) || !reader.TryReadVector(out var content))
            {
                return Parsed<ClientHello>.Invalid("ends within an extension");
            }

            var more = kind switch
            {
                ServerNameExtension => WithServerName(hello, content),
                GroupsExtension => WithGroups(hello, content),
                AlpnExtension => WithAlpn(hello, content),
                VersionsExtension => WithVersions(hello, content),
                _ => hello,
            };
            if (more is null)
            {
                return Parsed<ClientHello>.Invalid($"has an extension {kind} that is none");
            }

            hello = more;
        }

        return Parsed<ClientHello>.Valid(hello);
    }

    // RFC 6066 §3: a list of names, with one of the kind host_name at most (SNI).
    private static ClientHello? WithServerName(ClientHello hello, ReadOnlySpan<byte> content)
    {
        var reader = new OctetReader(content);
        if (!reader.TryReadVector(out var list))
        {
            return null;
        }

        var names = new OctetReader(list);
        return names.TryTake(1, out var kind) && kind[0] == 0 && names.TryReadVector(out var name) && IsName(name)
            ? hello with { ServerName = Encoding.ASCII.GetString(name) }
            : null;
    }

    // RFC 8446 §4.2.7: supported groups.
    private static ClientHello? WithGroups(ClientHello hello, ReadOnlySpan<byte> content) =>
        new OctetReader(content).TryReadVector(out var list) && TryReadNumbers(list, out var groups)
            ? hello with { Groups = [.. groups.Select(TlsNames.Group)] }
            : null;

    // RFC 8446 §4.2.1: supported versions.
    private static ClientHello? WithVersions(ClientHello hello, ReadOnlySpan<byte> content) =>
        new OctetReader(content).TryReadShortVector(out var list) && TryReadNumbers(list, out var versions)
            ? hello with { Versions = [.. versions.Select(TlsNames.Version)] }
            : null;

    // RFC 7301 §3.1: names of protocols (ALPN).
    private static ClientHello? WithAlpn(ClientHello hello, ReadOnlySpan<byte> content)
    {
        if (!new OctetReader(content).TryReadVector(out var list))
        {
            return null;
        }

        var reader = new OctetReader(list);
        List<string> protocols = [];
        while (!reader.IsAtEnd)
        {
            if (!reader.TryReadShortVector(out var protocol))
            {
                return null;
            }

            if (protocol.Length != 2 || !TlsNames.IsGrease((protocol[0] << 8) | protocol[1]))
            {
                protocols.Add(IsName(protocol) ? Encoding.ASCII.GetString(protocol) : $"0x{Convert.ToHexStringLower(protocol)}");
            }
        }

        return hello with { Alpn = protocols };
    }

    private static bool TryReadNumbers(ReadOnlySpan<byte> octets, out List<int> numbers)
    {
        var reader = new OctetReader(octets);
        numbers = [];
        while (!reader.IsAtEnd)
        {
            if (!reader.TryReadNumber(out var number))
            {
                return false;
            }

            if (!TlsNames.IsGrease(number))
            {
                numbers.Add(number);
            }
        }

        return true;
    }

    private static bool IsName(ReadOnlySpan<byte> octets) =>
        octets.Length is > 0 and <= ClientHello.LongestServerName && !octets.ContainsAnyExceptInRange((byte)'!', (byte)'~');
}
