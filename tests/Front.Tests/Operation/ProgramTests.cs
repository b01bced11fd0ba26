using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using MtaStsAudit.Front.Tests.Running;
using MtaStsAudit.Model.Scenarios;
using MtaStsAudit.Model.Settings;

namespace MtaStsAudit.Front.Tests.Operation;

/// <summary>The front as a process of its own, as in its container.</summary>
public sealed class ProgramTests : IDisposable
{
    private readonly string file = Path.GetTempFileName();

    public void Dispose() => File.Delete(file);

    [Fact]
    public async Task Sigterm_ends_it_with_the_records_of_open_sessions_and_exit_code_0()
    {
        await using var postfix = new ScriptedPostfix();
        var settings = Settings(postfix.EndPoint);
        using var process = Run(settings.ToJson());
        await ReadUntilAsync(process.StandardError, "Listening on");
        using var connection = new TcpClient();
        await connection.ConnectAsync(settings.Listeners[0].Address, TestContext.Current.CancellationToken);
        var client = new LineTalk(connection.GetStream(), Cut.Whole, TestContext.Current.CancellationToken);
        await client.ReplyAsync();

        using (Process.Start("kill", ["-TERM", $"{process.Id}"]))
        {
            var record = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            Assert.Contains("\"ended\":\"stopped\"", Assert.Single(record.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        }

        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, process.ExitCode);
    }

    [Fact]
    public async Task Wrong_settings_are_told_and_end_it_with_2()
    {
        using var process = Run("""{"upstream":"nowhere"}""");
        var errors = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(2, process.ExitCode);
        Assert.Contains("upstream is 'nowhere'; allowed:", errors, StringComparison.Ordinal);
        Assert.Contains("listeners has '0' entries; allowed:", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_told_and_ends_it_with_1()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var settings = Settings(new(IPAddress.Loopback, 25));
        using var process = Run((settings with { Listeners = [settings.Listeners[0] with { Address = (IPEndPoint)taken.LocalEndpoint }] }).ToJson());
        var errors = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(1, process.ExitCode);
        Assert.Contains($"Cannot listen on {taken.LocalEndpoint}: Address already in use", errors, StringComparison.Ordinal);
    }

    private static FrontSettings Settings(IPEndPoint upstream) =>
        new() { Upstream = upstream, Health = FreeEndPoint(), Listeners = [new("a", FreeEndPoint(), ChannelFault.StartTlsHidden)] };

    private Process Run(string json)
    {
        File.WriteAllText(file, json);
        return Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "MtaStsAudit.Front.dll"), file])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
    }

    private static async Task ReadUntilAsync(StreamReader reader, string words)
    {
        while (await reader.ReadLineAsync(TestContext.Current.CancellationToken) is { } line && !line.Contains(words, StringComparison.Ordinal))
        {
        }
    }

    private static IPEndPoint FreeEndPoint()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return (IPEndPoint)listener.LocalEndpoint;
    }
}
