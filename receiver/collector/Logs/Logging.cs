using MtaStsAudit.Testbed.Deployment;

namespace MtaStsAudit.Collector.Logs;

/// <summary>Wires the log, which goes to standard output.</summary>
internal static class Logging
{
    private const string Timestamp = "yyyy-MM-dd'T'HH:mm:ss.fff'Z' ";

    public static void AddLog(this ILoggingBuilder logging, LogFormat format)
    {
        logging.ClearProviders();
        if (format == LogFormat.Text)
        {
            // One line an event: what a stranger wrote begins no line of its own.
            logging.AddSimpleConsole(options =>
            {
                options.SingleLine = true;
                options.UseUtcTimestamp = true;
                options.TimestampFormat = Timestamp;
            });
        }
        else
        {
            logging.AddJsonConsole(options =>
            {
                options.UseUtcTimestamp = true;
                options.TimestampFormat = Timestamp.TrimEnd();
            });
        }

        logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
    }
}
