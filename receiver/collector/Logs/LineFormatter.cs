using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace MtaStsAudit.Collector.Logs;

/// <summary>
/// An event as one line for people. What a name server, a mail server or a sender said may stand in it: none of it begins a line of
/// its own, or moves the cursor of the terminal that shows it.
/// </summary>
internal sealed class LineFormatter(TimeProvider time) : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "line";

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var at = time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        var message = logEntry.Formatter(logEntry.State, logEntry.Exception);
        textWriter.Write(Visible($"{at} {Word(logEntry.LogLevel)} {logEntry.Category}: {message}{(logEntry.Exception is { } fault ? $" {fault}" : "")}"));
        textWriter.Write('\n');
    }

    private static string Word(LogLevel level) => level.ToString().ToLowerInvariant();

    private static string Visible(string text)
    {
        var line = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            line.Append(Rune.GetUnicodeCategory(rune) is
                UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator ? " " : rune.ToString());
        }

        return line.ToString();
    }
}
