using System.Text;
using MtaStsAudit.Collector.PostfixLog;
using MtaStsAudit.Collector.Tests.Running;
using MtaStsAudit.Model.Evidence;

namespace MtaStsAudit.Collector.Tests.PostfixLog;

public sealed class LogIntakeConnectionTests : IDisposable
{
    private static readonly string[] Session =
    [
        "connect from mx1.sender.example[192.0.2.25]:40000",
        "disconnect from mx1.sender.example[192.0.2.25]:40000 ehlo=1 quit=1 commands=2",
    ];

    private readonly TemporaryFolder folder = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_line_is_acknowledged_only_once_what_it_led_to_is_committed()
    {
        var store = new ObstinateStore();
        await using var collector = await RunningCollector.StartAsync(folder, store);
        using var rsyslog = await OpenAsync(collector);
        await SendAsync(rsyslog, Session);

        Assert.Equal("2 rsp 6 200 OK", await rsyslog.ReadLineAsync(Cancelled));
        await store.Asked.WaitAsync(Cancelled);
        var acknowledged = rsyslog.ReadLineAsync(Cancelled).AsTask();
        Assert.False(acknowledged.IsCompleted);
        store.Commit();

        Assert.Equal("3 rsp 6 200 OK", await acknowledged);
        Assert.IsType<SessionEnded>(Assert.Single(store.Appended));
    }

    [Fact]
    public async Task Lines_that_could_not_be_committed_come_again_over_a_new_connection_and_are_recorded_whole()
    {
        var store = new ObstinateStore();
        store.Fail();
        await using var collector = await RunningCollector.StartAsync(folder, store);
        using (var rsyslog = await OpenAsync(collector))
        {
            await SendAsync(rsyslog, Session);
            Assert.Equal("2 rsp 6 200 OK", await rsyslog.ReadLineAsync(Cancelled));
            Assert.Null(await rsyslog.ReadLineAsync(Cancelled));
        }

        store.Recover();
        using var again = await OpenAsync(collector);
        await SendAsync(again, Session[1..], secondsLater: 1);

        Assert.Equal("2 rsp 6 200 OK", await again.ReadLineAsync(Cancelled));
        var ended = Assert.IsType<SessionEnded>(Assert.Single(store.Appended));
        Assert.NotNull(ended.Began);
    }

    [Fact]
    public async Task A_line_that_comes_twice_is_recorded_once()
    {
        await using var collector = await RunningCollector.StartAsync(folder);
        for (var time = 0; time < 2; time++)
        {
            using var rsyslog = await OpenAsync(collector);
            await SendAsync(rsyslog, Session);
            Assert.Equal("2 rsp 6 200 OK", await rsyslog.ReadLineAsync(Cancelled));
            Assert.Equal("3 rsp 6 200 OK", await rsyslog.ReadLineAsync(Cancelled));
        }

        var seen = await collector.Store.OfSenderAsync(["192.0.2.0/24"], DateTimeOffset.UtcNow.AddHours(-1), DateTimeOffset.UtcNow, null, Cancelled);
        Assert.Single(seen);
    }

    [Fact]
    public async Task What_a_client_offered_at_a_front_is_recorded_once_however_often_its_line_comes()
    {
        await using var collector = await RunningCollector.StartAsync(folder);
        for (var time = 0; time < 2; time++)
        {
            using var rsyslog = await OpenAsync(collector);
            await rsyslog.BaseStream.WriteAsync(RelpFraming.Print(2, "syslog", FrontLineTests.Line()), Cancelled);
            Assert.Equal("2 rsp 6 200 OK", await rsyslog.ReadLineAsync(Cancelled));
        }

        var seen = await collector.Store.OfSenderAsync(["client-hello 192.0.2.0/24"], DateTimeOffset.UtcNow.AddHours(-1), DateTimeOffset.UtcNow, null, Cancelled);
        Assert.Equal("X25519MLKEM768", Assert.IsType<ClientHelloSeen>(Assert.Single(seen).What).Hello.Groups[0]);
    }

    [Fact]
    public async Task Binary_and_foreign_lines_are_acknowledged_and_lead_to_nothing()
    {
        await using var collector = await RunningCollector.StartAsync(folder);
        using var rsyslog = await OpenAsync(collector);
        await rsyslog.BaseStream.WriteAsync((byte[])[.. "2 syslog 4 "u8, 0, 0xFF, 0x0A, 0x80, (byte)'\n'], Cancelled);
        await SendAsync(rsyslog, [new string('x', 9000)], transaction: 3);

        Assert.Equal("2 rsp 6 200 OK", await rsyslog.ReadLineAsync(Cancelled));
        Assert.Equal("3 rsp 6 200 OK", await rsyslog.ReadLineAsync(Cancelled));
    }

    private static async Task<StreamReader> OpenAsync(RunningCollector collector)
    {
        var reader = new StreamReader(await RunningCollector.ConnectAsync(collector.LogIntake), Encoding.UTF8);
        await reader.BaseStream.WriteAsync(RelpFraming.Print(1, "open", "relp_version=0\nrelp_software=librelp\ncommands=syslog"), Cancelled);
        Assert.StartsWith("1 rsp ", await reader.ReadLineAsync(Cancelled), StringComparison.Ordinal);
        for (var line = 0; line < 3; line++)
        {
            await reader.ReadLineAsync(Cancelled);
        }

        return reader;
    }

    private static async Task SendAsync(StreamReader rsyslog, string[] messages, int transaction = 2, int secondsLater = 0)
    {
        foreach (var (message, index) in messages.Select((message, index) => (message, index)))
        {
            var line = $"<22>1 2026-11-24T06:51:{index + secondsLater:00}.000001+00:00 mail-b.audit.test postfix/smtpd 151 - -  {message}";
            await rsyslog.BaseStream.WriteAsync(RelpFraming.Print(transaction + index, "syslog", line), Cancelled);
        }
    }
}
