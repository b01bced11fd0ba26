using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;
using MtaStsAudit.Collector.Logs;
using MtaStsAudit.Collector.Tests.Milter;
using MtaStsAudit.Collector.Tests.Running;
using MtaStsAudit.Model.Settings;

namespace MtaStsAudit.Collector.Tests.Operation;

public sealed class LogTests
{
    // What a name server, a mail server or a sender may have said: line ends of all kinds, and a terminal's commands.
    private const string Hostile = "x\r\nfail: forged\nfail: forged\u2028forged\u2029forged\u0085forged\u000bforged\f\u001b[2J\u001b]0;title\u0007\u009b2J\u202egro.\b\b\"}";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

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

    [Fact]
    public async Task No_text_of_a_message_no_secret_and_no_key_is_logged()
    {
        using var folder = new TemporaryFolder();
        using var log = new Listener();
        var store = new ObstinateStore();
        store.Fail();
        await using (var collector = await RunningCollector.StartAsync(folder, store, log: log))
        {
            await using var postfix = await RunningCollector.ConnectAsync(collector.Milter);
            byte[][] message =
            [
                .. MilterTalk.Greeting(), MilterTalk.Text('M', "<x@confidential.example>"), MilterTalk.Text('R', $"<{MilterTalk.Token}@a.audit.test>"),
                MilterTalk.Macros('T', "i", "4Qlogged"), MilterTalk.Text('L', "Subject", "confidential"), MilterTalk.Frame('N'),
                MilterTalk.Frame('B', "confidential\r\n"u8), MilterTalk.Macros('E', "i", "4Qlogged"), MilterTalk.Frame('E'),
            ];
            await postfix.WriteAsync(message.SelectMany(frame => frame).ToArray(), Cancelled);
            await store.Asked.WaitAsync(Cancelled);
            await PostAsync(collector, "poll", "users=&secret=confidential");
            await PostAsync(collector, $"audits/{MilterTalk.Token}/owner", "key=confidential");
            await PostAsync(collector, $"audits/{MilterTalk.Token}/delete", "sure=yes&secret=confidential");
            // The administrator's own, and the store does not answer.
            await PostAsync(collector, $"audits/{MilterTalk.Token}/delete", "sure=yes&secret=the%20secret");
            await PostAsync(collector, "tlsrpt", "{\"confidential\":");
        }

        Assert.Contains(log.Lines, line => line.Contains("4Qlogged", StringComparison.Ordinal));
        Assert.DoesNotContain(log.Lines, line => line.Contains("confidential", StringComparison.OrdinalIgnoreCase) || line.Contains("the secret", StringComparison.Ordinal));
    }

    private static async Task PostAsync(RunningCollector collector, string path, string form)
    {
        using var content = new StringContent(form, Encoding.UTF8, "application/x-www-form-urlencoded");
        using var answer = await collector.Http.PostAsync(new Uri(path, UriKind.Relative), content, Cancelled);
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

    private sealed class Listener : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Enqueue($"{formatter(state, exception)} {exception}");

        public void Dispose()
        {
            // What it heard is asked for afterwards.
        }
    }
}
