using MtaStsAudit.Audit.Commands;
using MtaStsAudit.Audit.Processes;

namespace MtaStsAudit.Audit.Tests.Processes;

public sealed class ProcessRunnerTests
{
    private readonly ProcessRunner runner = new();

    [Fact]
    public async Task No_shell_reads_the_arguments()
    {
        var result = await runner.RunAsync(new("printf", ["%s", "$(id); 'x' *"]), TestContext.Current.CancellationToken);

        Assert.Equal("$(id); 'x' *\n", result.Output);
    }

    [Fact]
    public async Task Both_streams_are_heard_and_kept_apart()
    {
        List<string> heard = [];
        var result = await runner.RunAsync(
            new("sh", ["-c", "echo out; echo err >&2; exit 3"], Heard: line => { lock (heard) { heard.Add(line); } }), TestContext.Current.CancellationToken);

        Assert.Equal((3, "out\n", "err\n"), (result.ExitCode, result.Output, result.Errors));
        Assert.Equal(["err", "out"], heard.Order());
    }

    [Fact]
    public async Task A_program_that_is_not_there_is_a_fault_that_names_it()
    {
        var fault = await Assert.ThrowsAsync<CommandFault>(() => runner.RunAsync(new("no-such-program", []), TestContext.Current.CancellationToken));

        Assert.Contains("'no-such-program' cannot be run", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cancelled_program_ends_with_its_children()
    {
        using var stop = new CancellationTokenSource();
        var child = new TaskCompletionSource<int>();
        var run = runner.RunAsync(new("sh", ["-c", "sleep 600 & echo $!; wait"], Heard: line => child.SetResult(int.Parse(line))), stop.Token);
        var id = await child.Task;
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        Assert.True(SpinWait.SpinUntil(() => !File.Exists($"/proc/{id}/status") || File.ReadAllText($"/proc/{id}/status").Contains("State:\tZ", StringComparison.Ordinal), TimeSpan.FromSeconds(10)));
    }
}
