using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using MtaStsAudit.Model.Settings;

namespace MtaStsAudit.Front.Sessions;

/// <summary>
/// Hands the records of sessions that began TLS to the rsyslog of the Postfix behind the front, which keeps and carries them to the
/// collector as it does Postfix's own lines. Datagrams on loopback: no session waits for the log, and what is lost while rsyslog is away
/// still stands on standard output.
/// </summary>
internal sealed partial class SyslogSender(FrontSettings settings, ILogger<SyslogSender> logger) : IDisposable
{
    /// <summary>rsyslog cuts longer lines (<c>maxMessageSize</c>), and cut JSON tells nothing.</summary>
    public const int LongestLine = 4 * 1024;

    private readonly Socket? socket = settings.Syslog is { } to ? new(to.AddressFamily, SocketType.Dgram, ProtocolType.Udp) { Blocking = false } : null;

    public void Send(SessionRecord record)
    {
        if (socket is null || record.ClientHello is not { } hello)
        {
            return;
        }

        try
        {
            socket.SendTo(Print(record with { ClientHello = hello.Bounded() }), settings.Syslog!);
        }
        catch (SocketException fault)
        {
            Log.NotSent(logger, record.Listener, fault.Message);
        }
    }

    /// <summary>A line in the form of RFC 5424 §6: facility local0, severity informational.</summary>
    internal static byte[] Print(SessionRecord record) => Encoding.UTF8.GetBytes(
        $"<134>1 {record.Time.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'} localhost {FrontSettings.SyslogProgram} - - - {JsonSerializer.Serialize(record, SessionRecordJson.Default.SessionRecord)}");

    public void Dispose() => socket?.Dispose();

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "A session at {Listener} is not told to rsyslog: {Reason}")]
        public static partial void NotSent(ILogger logger, string listener, string reason);
    }
}
