using System.Diagnostics;
using System.Globalization;
using MtaStsAudit.Model.Settings;
using MtaStsAudit.Deployment.Postfix;
using MtaStsAudit.EndToEnd.Tests.Rig;
using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Verdicts;

namespace MtaStsAudit.EndToEnd.Tests.Abuse;

/// <summary>A receiver whose every process is held by strangers, and clients that send an octet now and then.</summary>
[Collection(nameof(LocalRig))]
public sealed class SiegeTests(LocalRig rig, ITestOutputHelper output) : IAsyncDisposable
{
    private const int Connections = 2000;

    // A receiver that nobody besieges has a dozen.
    private const int FewProcesses = 60;

    // Postfix as a client waits half a minute for a connection, and comes again within its retry time.
    private static readonly TimeSpan OneAttempt = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan BetweenOctets = TimeSpan.FromSeconds(2);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    // A process that began while all were taken allows less than others, to the end of its days: the next test shall meet none.
    public async ValueTask DisposeAsync()
    {
        await LocalRig.ShellAsync($"docker exec {await LocalRig.ContainerAsync("receiver-a")} postfix reload");
        while ((await SizeAsync("receiver-a")).Processes > FewProcesses)
        {
            await Task.Delay(BetweenOctets, Cancelled);
        }
    }

    [Fact]
    public async Task Two_thousand_idle_connections_keep_nobody_out_for_good_and_end_no_process()
    {
        var token = AuditToken.New();
        await using var addresses = await ClientAddresses.TakeAsync();
        var before = await LivesAsync();
        using var siege = Siege.Lay('a', Connections);
        var dripping = new[]
        {
            DripAsync(),
            DripAsync("EHLO dripping.example", "MAIL FROM:<x@dripping.example>"),
            DripAsync("EHLO dripping.example", "MAIL FROM:<x@dripping.example>", $"RCPT TO:<{LocalRig.MailboxAt('d', AuditToken.New())}>", "DATA"),
        };

        var elsewhere = await ServedWithinAsync('b', token, AtOnce);
        var serving = ServedWithinAsync('a', token, Patience);
        var most = await SizeAsync("receiver-a");
        while (!serving.IsCompleted)
        {
            var now = await SizeAsync("receiver-a");
            most = (Math.Max(most.MiB, now.MiB), Math.Max(most.Processes, now.Processes));
        }

        output.WriteLine($"Served after {elsewhere.TotalSeconds:0.0} s elsewhere, after {(await serving).TotalSeconds:0} s at the receiver, whose {most.Processes} processes took {most.MiB:0} MiB.");
        Assert.InRange(most.Processes, SessionRoom.Ample.Sessions, SessionRoom.Ample.Processes);
        Assert.InRange(most.MiB, 1, SessionRoom.Ample.MemoryMiB);
        Assert.Equal(before, await LivesAsync());
        // Whoever sends an octet every two seconds is never silent for long, and yet has the time for one command only.
        Assert.All(await Task.WhenAll(dripping), held => Assert.InRange(held.TotalSeconds, Limits.CommandSeconds - 1, Limits.CommandSeconds + 15));
        var report = await rig.ReportAsync(token);
        Assert.Equal(2, report.Evidence.Count(record => record.What is MessageAccepted));
        Assert.DoesNotContain(report.Outcomes, outcome => outcome.Kind == OutcomeKind.Refused);
    }

    [Fact]
    public async Task One_client_has_a_part_of_the_sessions_only_and_is_told_so()
    {
        var token = AuditToken.New();
        await using var addresses = await ClientAddresses.TakeAsync();
        List<SmtpDialogue> sessions = [];
        var turnedAway = 0;
        for (var session = 0; session < SessionRoom.Ample.OfOneClient + 10; session++)
        {
            var (dialogue, code) = await GreetedAsync(client: 200);
            sessions.Add(dialogue);
            turnedAway += code == 421 ? 1 : 0;
        }

        Assert.Equal(10, turnedAway);
        await ServedWithinAsync('b', token, AtOnce);
        foreach (var session in sessions)
        {
            await session.DisposeAsync();
        }
    }

    private static async Task<(SmtpDialogue Dialogue, int Code)> GreetedAsync(int client)
    {
        var socket = ClientAddresses.Of(client);
        await socket.ConnectAsync(LocalRig.AddressOf('b'), 25, Cancelled);
        var dialogue = SmtpDialogue.On(new() { Client = socket });
        return (dialogue, (await dialogue.HearAsync()).Code);
    }

    /// <summary>Mails as a sender does: when no connection can be made, it tries again.</summary>
    private static async Task<TimeSpan> ServedWithinAsync(char letter, AuditToken token, TimeSpan patience)
    {
        var began = Stopwatch.GetTimestamp();
        while (!await IsServedAsync(letter, token))
        {
            Assert.True(Stopwatch.GetElapsedTime(began) < patience, $"Receiver {letter} serves nobody.");
        }

        var took = Stopwatch.GetElapsedTime(began);
        Assert.True(took < patience, $"Receiver {letter} served after {took.TotalSeconds:0} s only.");
        return took;
    }

    private static async Task<bool> IsServedAsync(char letter, AuditToken token)
    {
        try
        {
            await using var smtp = await SmtpDialogue.ConnectAsync(LocalRig.AddressOf(letter), OneAttempt);
            return await smtp.AskAsync("EHLO honest.example") == 250 && await smtp.MailAsync("x@honest.example", LocalRig.MailboxAt(letter, token)) == 250;
        }
        catch (OperationCanceledException) when (!Cancelled.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <summary>Says some commands as a client does, then an octet of the next line now and then.</summary>
    /// <returns>How long the receiver put up with that.</returns>
    private static async Task<TimeSpan> DripAsync(params string[] commands)
    {
        await using var smtp = await SmtpDialogue.ConnectAsync(LocalRig.AddressOf('d'));
        foreach (var command in commands)
        {
            Assert.InRange(await smtp.AskAsync(command), 200, 399);
        }

        var began = Stopwatch.GetTimestamp();
        var hungUp = smtp.HearAllAsync();
        using var timer = new PeriodicTimer(BetweenOctets);
        while (!hungUp.IsCompleted && Stopwatch.GetElapsedTime(began) < Patience)
        {
            try
            {
                await smtp.SayAsync("x");
            }
            catch (IOException)
            {
                // Hung up on just now, which the answers tell as well.
            }

            await timer.WaitForNextTickAsync(Cancelled);
        }

        return Stopwatch.GetElapsedTime(began);
    }

    // An end by the kernel's hand, for want of memory, of a container or of a process in it.
    private static async Task<string> LivesAsync() => await LocalRig.ShellAsync(
        "docker inspect --format '{{.Name}} {{.State.StartedAt}} {{.RestartCount}} {{.State.OOMKilled}}' $(docker ps -q --filter label=com.docker.compose.project=mta-sts-audit) | sort");

    private static async Task<(double MiB, int Processes)> SizeAsync(string service)
    {
        var seen = (await LocalRig.ShellAsync("docker stats --no-stream --format '{{.MemUsage}} {{.PIDs}}' " + await LocalRig.ContainerAsync(service))).Split(' ');
        var size = double.Parse(seen[0].AsSpan(..^3), CultureInfo.InvariantCulture);
        return (seen[0].EndsWith("GiB", StringComparison.Ordinal) ? size * 1024 : size, int.Parse(seen[^1], CultureInfo.InvariantCulture));
    }
}
