using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization;
using MtaStsAudit.Model;
using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Scenarios;
using MtaStsAudit.Model.Settings;

namespace MtaStsAudit.Collector.PostfixLog;

/// <summary>Reads the line in which a front tells of a session: what the client offered when TLS began. What a stranger put into it is bounded here again.</summary>
internal static class FrontLine
{
    private const int LongestName = 32;
    private const int MostSuites = 32 * 1024;
    private const int MostOctets = 64 * 1024;

    public static bool IsOne(SyslogLine line) => line.Program == FrontSettings.SyslogProgram;

    /// <returns>What is to be recorded, or why there is nothing.</returns>
    public static Parsed<ClientHelloSeen> Parse(string message)
    {
        FrontSession? session;
        try
        {
            session = JsonSerializer.Deserialize(message, FrontSessionJson.Default.FrontSession);
        }
        catch (JsonException fault)
        {
            return Parsed<ClientHelloSeen>.Invalid($"is no JSON: {fault.Message}");
        }

        return session is not { Time: { } time, ClientHello: { } hello }
                ? Parsed<ClientHelloSeen>.Invalid("tells of no ClientHello")
            : !ReceiverName.TryParse(session.Listener, out var receiver) || Catalogue.Find(receiver) is not { Channel: not null }
                ? Parsed<ClientHelloSeen>.Invalid("is about no receiver with a front")
            : !IPAddress.TryParse(session.Client, out var client) || IPAddress.IsLoopback(client) || session.ClientPort is not (> 0 and <= ushort.MaxValue)
                ? Parsed<ClientHelloSeen>.Invalid("has no client")
            : !IsWithinBounds(hello)
                ? Parsed<ClientHelloSeen>.Invalid("has a ClientHello that no front tells of")
            : Parsed<ClientHelloSeen>.Valid(new(receiver, client, session.ClientPort.Value, time.ToUniversalTime(), hello));
    }

    private static bool IsWithinBounds(ClientHello hello) =>
        IsName(hello.LegacyVersion)
        && AreNames(hello.Versions, ClientHello.MostVersions)
        && AreNames(hello.Groups, ClientHello.MostGroups)
        && hello.Alpn is { Count: <= ClientHello.MostProtocols } protocols && protocols.All(protocol => IsPrintable(protocol, ClientHello.LongestProtocol))
        && (hello.ServerName is null || IsPrintable(hello.ServerName, ClientHello.LongestServerName))
        && hello.CipherSuites is >= 0 and <= MostSuites
        && hello.Octets is > 0 and <= MostOctets;

    private static bool AreNames(IReadOnlyList<string>? names, int most) => names is not null && names.Count <= most && names.All(IsName);

    private static bool IsName(string? name) => name is { Length: > 0 and <= LongestName } && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '.');

    private static bool IsPrintable(string? text, int longest) => text is { Length: > 0 } && text.Length <= longest && text.All(letter => letter is >= '!' and <= '~');
}

/// <summary>What is read of a front's line; it has more.</summary>
internal sealed record FrontSession(DateTimeOffset? Time, string? Listener, string? Client, int? ClientPort, ClientHello? ClientHello);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(FrontSession))]
internal sealed partial class FrontSessionJson : JsonSerializerContext;
