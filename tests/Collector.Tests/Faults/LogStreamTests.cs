using System.Globalization;
using System.Text;
using MtaStsAudit.Collector.PostfixLog;
using MtaStsAudit.Collector.Tests.Running;
using MtaStsAudit.Model.Evidence;

namespace MtaStsAudit.Collector.Tests.Faults;

/// <summary>A log stream that breaks again and again loses no session and doubles none.</summary>
public sealed class LogStreamTests : IDisposable
{
    private const int Sessions = 400;
    private const int Cuts = 60;

    private readonly TemporaryFolder folder = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Every_session_is_recorded_once_though_the_connection_is_cut_at_any_octet()
    {
        await using var collector = await RunningCollector.StartAsync(folder);
        var random = new Random(8461);
        var unsent = new Queue<string>(Enumerable.Range(0, Sessions).SelectMany(Session));
        var cuts = 0;
        while (unsent.Count > 0)
        {
            cuts += await SendAsync(collector, unsent, cuts < Cuts ? random : null) ? 1 : 0;
        }

        Assert.Equal(Cuts, cuts);
        var recorded = await collector.Archive.AfterAsync(0, int.MaxValue, 10 * Sessions, Cancelled);
        var ports = recorded.Select(record => ((SessionEnded)record.What).Client.Port).ToList();
        Assert.Equal(Enumerable.Range(10_000, Sessions), ports.Order());
        Assert.All(recorded, record => Assert.NotNull(((SessionEnded)record.What).Began));
    }

    /// <summary>As rsyslog does: what was not acknowledged stays in the queue, and comes again over the next connection.</summary>
    /// <param name="random">Decides where the connection is cut; null: nowhere.</param>
    /// <returns>Whether it was cut.</returns>
    private static async Task<bool> SendAsync(RunningCollector collector, Queue<string> unsent, Random? random)
    {
        await using var connection = await RunningCollector.ConnectAsync(collector.LogIntake);
        using var answers = new StreamReader(connection, Encoding.UTF8, leaveOpen: true);
        await connection.WriteAsync(RelpFraming.Print(1, "open", "relp_version=0\nrelp_software=librelp\ncommands=syslog"), Cancelled);
        for (var line = 0; line < 4; line++)
        {
            await answers.ReadLineAsync(Cancelled);
        }

        // No more than rsyslog leaves unacknowledged.
        var window = unsent.Take(random?.Next(1, 100) ?? 100).ToList();
        var octets = window.SelectMany((line, index) => RelpFraming.Print(index + 2, "syslog", line)).ToArray();
        var sent = random?.Next(1, octets.Length) ?? octets.Length;
        await connection.WriteAsync(octets.AsMemory(0, sent), Cancelled);
        var heard = random?.Next(0, window.Count) ?? window.Count;
        var whole = Whole(window, sent);
        for (var acknowledged = 0; acknowledged < Math.Min(heard, whole); acknowledged++)
        {
            Assert.Equal($"{acknowledged + 2} rsp 6 200 OK", await answers.ReadLineAsync(Cancelled));
            unsent.Dequeue();
        }

        return random is not null;
    }

    private static int Whole(List<string> window, int sent)
    {
        var whole = 0;
        while (whole < window.Count && (sent -= RelpFraming.Print(whole + 2, "syslog", window[whole]).Length) >= 0)
        {
            whole++;
        }

        return whole;
    }

    private static IEnumerable<string> Session(int number)
    {
        var client = $"mx1.sender.example[192.0.2.25]:{10_000 + number}";
        return new[] { $"connect from {client}", $"disconnect from {client} ehlo=1 quit=1 commands=2" }.Select((message, index) => string.Create(
            CultureInfo.InvariantCulture,
            $"<22>1 2026-11-24T06:{number / 60:00}:{number % 60:00}.{index:000000}+00:00 mail-b.audit.test postfix/smtpd {number % 7} - -  {message}"));
    }
}
