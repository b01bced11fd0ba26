using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;
using MtaStsAudit.Collector.Logs;
using MtaStsAudit.Testbed.Deployment;

namespace MtaStsAudit.Collector.Tests.Operation;

public sealed class LogTests
{
    // What a name server, a mail server or a sender may have said: line ends of all kinds, and a terminal's commands.
    private const string Hostile = "x\r\nfail: forged\nfail: forged\u2028forged\u2029forged\u0085forged\u000bforged\f\u001b[2J\u001b]0;title\u0007\u009b2J\u202egro.\b\b\"}";

    [Fact]
    public void In_JSON_an_event_is_an_object_on_one_line_with_its_time_in_UTC()
    {
        var text = Written(LogFormat.Json, Hostile, new InvalidOperationException(Hostile));

        var line = Assert.Single(text.TrimEnd('\n').Split('\n'));
        Assert.DoesNotContain(line, mark => char.IsControl(mark) || mark > '~');
        using var json = JsonDocument.Parse(line);
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$", json.RootElement.GetProperty("Timestamp").GetString());
        Assert.Equal("Error", json.RootElement.GetProperty("LogLevel").GetString());
        Assert.Equal("a.room", json.RootElement.GetProperty("Category").GetString());
        Assert.Equal($"It said {Hostile}", json.RootElement.GetProperty("Message").GetString());
    }

    [Fact]
    public void In_text_nobody_begins_a_line_or_commands_the_terminal_but_the_log_itself()
    {
        var text = Written(LogFormat.Text, Hostile, new InvalidOperationException(Hostile));

        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z ", text);
        Assert.EndsWith("\n", text, StringComparison.Ordinal);
        var line = text[..^1];
        Assert.Contains("It said x", line, StringComparison.Ordinal);
        Assert.DoesNotContain(line, mark => char.IsControl(mark) || mark is '\u2028' or '\u2029' or '\u202e');
    }

    // As the console would write it.
    private static string Written(LogFormat format, string said, Exception fault)
    {
        using var services = new ServiceCollection().AddLogging(logging => logging.AddLog(format)).BuildServiceProvider();
        var name = services.GetRequiredService<IOptions<ConsoleLoggerOptions>>().Value.FormatterName;
        var formatter = services.GetServices<ConsoleFormatter>().Single(one => one.Name == name);
        using var writer = new StringWriter();
        formatter.Write(new LogEntry<string>(LogLevel.Error, "a.room", default, $"It said {said}", fault, (state, _) => state), null, writer);
        return writer.ToString();
    }
}
