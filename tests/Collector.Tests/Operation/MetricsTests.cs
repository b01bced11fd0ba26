using System.Net;
using System.Text.RegularExpressions;
using MtaStsAudit.Collector.Tests.Running;
using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Names;

namespace MtaStsAudit.Collector.Tests.Operation;

// Alone: whoever listens to a meter hears every meter of that name in the process, those of other tests too.
[CollectionDefinition(nameof(MetricsTests), DisableParallelization = true)]
[Collection(nameof(MetricsTests))]
public sealed class MetricsTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task What_was_committed_is_counted_by_receiver()
    {
        await using var collector = await RunningCollector.StartAsync(folder);
        await collector.Store.AppendAsync([Message('a', "\"}\n evil 1"), Message('a', "x"), Message('b', "x")], default, Cancelled);
        await collector.Store.AppendAsync([new TlsReportReceived(null, null, "{}")], default, Cancelled);

        var text = await collector.Http.GetStringAsync(new Uri("metrics", UriKind.Relative), Cancelled);

        Assert.Equal(2, ValueOf(text, "messages_total", "receiver=\"a\""));
        Assert.Equal(1, ValueOf(text, "messages_total", "receiver=\"b\""));
        Assert.Equal(1, ValueOf(text, "tls_reports_total", ""));
        Assert.Equal(2, ValueOf(text, "commit_appends_count", ""));
        Assert.Equal(0, ValueOf(text, "appends_waiting", ""));
        Assert.True(ValueOf(text, "store_size_bytes", "") > 0);
        Assert.True(ValueOf(text, "dotnet_process_memory_working_set_bytes", "") > 0);
        // What strangers choose is in no label.
        Assert.DoesNotContain("evil", text, StringComparison.Ordinal);
    }

    private static double ValueOf(string text, string name, string label)
    {
        var line = Regex.Matches(text, $@"^{name}(\{{.*?\}})? ([0-9.eE+-]+)( \d+)?$", RegexOptions.Multiline).FirstOrDefault(match => match.Groups[1].Value.Contains(label, StringComparison.Ordinal));
        Assert.True(line is not null, $"{name} {label} is not in:\n{text}");
        return double.Parse(line.Groups[2].ValueSpan, System.Globalization.CultureInfo.InvariantCulture);
    }

    private static MessageAccepted Message(char letter, string from) => new(
        new ReceiverName(letter), new SmtpClient(IPAddress.Parse("192.0.2.25"), 40000, null), "mx", null, from, "x", AuditToken.New(), "4Q", null, 1);
}
