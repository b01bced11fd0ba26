using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace MtaStsAudit.Collector.PostfixLog;

/// <summary>A line of syslog in the form of RFC 5424 §6.</summary>
/// <param name="Program">The APP-NAME: <c>postfix/smtpd</c>.</param>
/// <param name="ProcessId">The PROCID: Postfix's process id.</param>
internal sealed record SyslogLine(DateTimeOffset At, string Host, string Program, string ProcessId, string Message)
{
    // RFC 5424 §6: PRI and VERSION, TIMESTAMP, HOSTNAME, APP-NAME, PROCID, MSGID, STRUCTURED-DATA, then the message.
    private const int Fields = 8;

    public static bool TryParse(ReadOnlySpan<byte> octets, [NotNullWhen(true)] out SyslogLine? line)
    {
        line = null;
        var parts = Encoding.UTF8.GetString(octets).TrimEnd('\n', '\0').Split(' ', Fields);
        if (parts is not [['<', .. var priority], var time, var host, var program, var processId, _, var structured, var message]
            || !priority.EndsWith(">1", StringComparison.Ordinal)
            || structured != "-"
            || !DateTimeOffset.TryParse(time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at))
        {
            return false;
        }

        line = new SyslogLine(at.ToUniversalTime(), host, program, processId, message.TrimStart());
        return true;
    }
}
