using System.Net.Sockets;
using System.Security.Authentication;
using System.Text.RegularExpressions;

namespace MtaStsAudit.Probes.Network;

/// <summary>Why a connection came to nothing: in the system's and OpenSSL's words, which operators know, and none of the framework's.</summary>
internal static partial class ConnectionFault
{
    public static string WordsOf(Exception fault)
    {
        for (var at = fault; at is not null; at = at.InnerException)
        {
            if (at is SocketException)
            {
                return at.Message.TrimEnd('.');
            }

            if (OpenSslError().Match(at.Message) is { Success: true } error)
            {
                return error.Groups["words"].Value;
            }
        }

        return fault.GetBaseException() switch
        {
            AuthenticationException => "what was answered is no TLS, or none that is spoken here",
            HttpRequestException => "what was answered is no HTTP",
            _ => "the other side closed the connection",
        };
    }

    // "error:0A000410:SSL routines::ssl/tls alert handshake failure"
    [GeneratedRegex("error:[0-9A-Fa-f]{8}:[^:]*:[^:]*:(?<words>.+)")]
    private static partial Regex OpenSslError();
}
