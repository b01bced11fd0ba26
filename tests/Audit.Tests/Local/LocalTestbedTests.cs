using MtaStsAudit.Audit.Local;
using MtaStsAudit.Audit.Processes;
using MtaStsAudit.Audit.Tests.Stories;
using MtaStsAudit.Model.Scenarios;

namespace MtaStsAudit.Audit.Tests.Local;

/// <summary>On a copy of nothing but the mark: no container engine is asked for real.</summary>
public sealed class LocalTestbedTests : IDisposable
{
    private const string AskSources = "docker image inspect --format {{index .Config.Labels \"mta-sts-audit.sources\"}} ";

    private readonly TemporaryFolder temporary = new();

    public LocalTestbedTests()
    {
        temporary.Put(RepositoryRoot.Mark, "");
        foreach (var path in ImageSource.All.SelectMany(source => source.Copied))
        {
            temporary.Put(Path.HasExtension(path) || path.EndsWith("Dockerfile", StringComparison.Ordinal) ? path : $"{path}/Dockerfile", "FROM x");
        }
    }

    public void Dispose() => temporary.Dispose();

    [Fact]
    public async Task A_first_start_publishes_builds_starts_and_waits()
    {
        var processes = AllHealthy();

        Assert.Equal(0, await Trial(processes).RunAsync("local", "up"));
        Assert.Single(processes.Calls, call => call.StartsWith("dotnet publish receiver/collector/Collector.csproj -c Release", StringComparison.Ordinal));
        Assert.Equal(ImageSource.All.Count, processes.Calls.Count(call => call.StartsWith("docker build ", StringComparison.Ordinal)));
        Assert.True(File.Exists(temporary.At(".local/compose.yml")));
        Assert.True(File.Exists(temporary.At(".local/ca/trusted.pem")));
    }

    [Fact]
    public async Task Images_whose_sources_have_not_changed_are_not_built()
    {
        var processes = AllHealthy();
        foreach (var source in ImageSource.All)
        {
            processes.On(AskSources + source.Image, source.Digest(new TestbedSources(temporary.Path, null, temporary.At(".local"))) + "\n");
        }

        Assert.Equal(0, await Trial(processes).RunAsync("local", "up"));
        Assert.DoesNotContain(processes.Calls, call => call.StartsWith("docker build", StringComparison.Ordinal) || call.StartsWith("dotnet publish", StringComparison.Ordinal));
        Assert.DoesNotContain(processes.Calls, call => call.Contains("base-images", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(0, "docker compose -p mta-sts-audit")]
    [InlineData(1, "docker-compose -p mta-sts-audit")]
    public async Task Compose_is_the_plugin_or_the_program_of_its_own(int pluginExitCode, string expected)
    {
        var processes = AllHealthy().On("docker compose version", exitCode: pluginExitCode);

        Assert.Equal(0, await Trial(processes).RunAsync("local", "up"));
        Assert.Single(processes.Calls, call => call.StartsWith(expected, StringComparison.Ordinal));
        Assert.Equal(pluginExitCode != 0, processes.Calls.Exists(call => call.EndsWith("prerequisites.sh docker-compose=docker-compose", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_spans_of_time_reach_the_collector()
    {
        await Trial(AllHealthy()).RunAsync("local", "up", "--settle", "5", "--retry-window", "10m");

        var settings = await File.ReadAllTextAsync(temporary.At(".local/collector/collector.json"), TestContext.Current.CancellationToken);
        Assert.Contains("\"settleSeconds\": 5", settings, StringComparison.Ordinal);
        Assert.Contains("\"retryWindowSeconds\": 600", settings, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_container_that_fails_ends_the_wait_with_its_last_words()
    {
        var processes = AllHealthy().On("docker inspect", Inspected("receiver-d", "restarting", restarts: 3)).On("docker logs", "no certificate\n");
        var trial = Trial(processes);

        Assert.Equal(2, await trial.RunAsync("local", "up"));
        Assert.Contains("receiver-d is restarting", trial.Error, StringComparison.Ordinal);
        Assert.Contains("no certificate", trial.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_does_not_become_healthy_is_named_in_the_end()
    {
        var trial = Trial(AllHealthy().On("docker inspect", Inspected("collector", "running", "unhealthy")).On("docker logs", "no settings\n"));

        Assert.Equal(2, await trial.RunAsync("local", "up"));
        Assert.Contains("Not healthy after 3 minutes: collector, dns", trial.Error, StringComparison.Ordinal);
        Assert.Contains("no settings", trial.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_is_not_looked_at_yet_is_asked_by_the_images_own_check()
    {
        var processes = AllHealthy().On("docker inspect", InspectedAll("starting"));
        var trial = Trial(processes);

        Assert.Equal(0, await trial.RunAsync("local", "up"));
        Assert.Equal(LocalTestbed.ServicesOf(Suite.Complete).Order(), processes.Calls.Where(call => call.StartsWith("docker exec ", StringComparison.Ordinal)).Select(call => call.Split(' ')[2]["id-".Length..]).Order());
        Assert.Contains(processes.Calls, call => call.StartsWith("docker exec id-dns ", StringComparison.Ordinal) && call.EndsWith(" healthcheck.sh now", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_says_that_it_is_not_well_is_waited_for()
    {
        var trial = Trial(AllHealthy().On("docker inspect", InspectedAll("starting")).On("docker exec id-receiver-b", exitCode: 1).On("docker logs", "no certificate\n"));

        Assert.Equal(2, await trial.RunAsync("local", "up"));
        Assert.Contains("Not healthy after 3 minutes: receiver-b.", trial.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_up_once_the_testbed_has_found_itself_as_designed()
    {
        var testbed = new ReadyTestbed(ReadyTestbed.NotChecked, ReadyTestbed.NotChecked, ReadyTestbed.Faulty, ReadyTestbed.AsDesigned);
        var trial = Trial(AllHealthy(), testbed);

        Assert.Equal(0, await trial.RunAsync("local", "up"));
        Assert.Equal(4, testbed.Asked);
    }

    [Theory]
    [InlineData(ReadyTestbed.Faulty, "b: mail-b.audit.test [10.78.1.2]: No mail server answers.")]
    [InlineData(ReadyTestbed.NotChecked, "It has not checked itself within a minute")]
    public async Task A_testbed_that_does_not_find_itself_as_designed_is_told_with_what_is_wrong(string answer, string expected)
    {
        var trial = Trial(AllHealthy(), new ReadyTestbed(answer));

        Assert.Equal(2, await trial.RunAsync("local", "up"));
        Assert.Contains(expected, trial.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failed_program_is_told_with_what_it_said()
    {
        var trial = Trial(AllHealthy().On("docker build", "no space left\n", exitCode: 1));

        Assert.Equal(2, await trial.RunAsync("local", "up"));
        Assert.Contains("failed with exit code 1", trial.Error, StringComparison.Ordinal);
        Assert.Contains("no space left", trial.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Outside_of_a_checkout_it_says_so()
    {
        using var elsewhere = new TemporaryFolder();
        var trial = new CommandLineTrial { Directory = elsewhere.Path };

        Assert.Equal(2, await trial.RunAsync("local", "up"));
        Assert.Contains("change into a checkout", trial.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("healthy", 0)]
    [InlineData("starting", 1)]
    public async Task Status_ends_with_0_only_when_all_is_healthy(string health, int expected)
    {
        var processes = new ScriptedProcesses().On("docker ps", "id\n").On("docker inspect", InspectedAll(health)).On("docker exec", exitCode: 1);
        var trial = new CommandLineTrial { Processes = processes };

        Assert.Equal(expected, await trial.RunAsync("local", "status"));
        Assert.Contains($"receiver-a      running, {health}", trial.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("study", "")]
    [InlineData("standard", "")]
    [InlineData("channel", "")]
    [InlineData("channel", "front")]
    [InlineData("standard", "receiver-shared")]
    public async Task Status_is_of_the_services_that_the_suite_of_the_testbed_has(string suite, string sick)
    {
        var inspected = $"[{string.Join(',', LocalTestbed.ServicesOf(Suite.Find(suite)!).Select(service => Inspected(service, "running", service == sick ? "unhealthy" : "healthy").Trim('[', ']')))}]";
        var trial = new CommandLineTrial { Processes = new ScriptedProcesses().On("docker ps", "id\n").On("docker inspect", inspected).On("docker exec", exitCode: 1) };

        Assert.Equal(sick.Length == 0 ? 0 : 1, await trial.RunAsync("local", "status"));
        Assert.DoesNotContain("not there", trial.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_suite_reaches_the_collector_and_the_containers_that_are_waited_for()
    {
        await Trial(AllHealthy()).RunAsync("local", "up", "--suite", "standard");

        Assert.Contains("\"suite\": \"standard\"", await File.ReadAllTextAsync(temporary.At(".local/collector/collector.json"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.DoesNotContain("  front:", await File.ReadAllTextAsync(temporary.At(".local/compose.yml"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Status_of_nothing_is_not_healthy()
    {
        var trial = new CommandLineTrial();

        Assert.Equal(1, await trial.RunAsync("local", "status"));
        Assert.Contains("collector       not there", trial.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Down_stops_before_it_removes_and_keeps_the_evidence()
    {
        var processes = Running();

        Assert.Equal(0, await Trial(processes).RunAsync("local", "down"));
        Assert.Equal(
            ["docker stop -t 10 id", "docker rm --force --volumes id", "docker network rm mta-sts-audit"],
            processes.Calls.Where(call => call.Contains(" stop ", StringComparison.Ordinal) || call.Contains(" rm ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_network_that_others_use_is_told_with_their_names_and_the_rest_still_goes()
    {
        var processes = Running().On("docker network rm", "has active endpoints", exitCode: 1).On("docker network inspect", "postfix-sts\n");
        var trial = Trial(processes);

        Assert.Equal(2, await trial.RunAsync("local", "down", "--volumes"));
        Assert.Contains("postfix-sts", trial.Error, StringComparison.Ordinal);
        Assert.Contains("docker volume rm mta-sts-audit_evidence", processes.Calls);
    }

    [Fact]
    public async Task A_network_that_the_engine_clings_to_without_a_user_is_told_and_is_no_failure()
    {
        var trial = Trial(Running().On("docker network rm", "has active endpoints", exitCode: 1));

        Assert.Equal(0, await trial.RunAsync("local", "down"));
        Assert.Contains("The network was not removed", trial.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Down_with_all_leaves_nothing_behind()
    {
        await Trial(AllHealthy()).RunAsync("local", "up");
        var processes = Running().On(AskSources, "digest\n");

        Assert.Equal(0, await Trial(processes).RunAsync("local", "down", "--all"));
        Assert.Contains("docker volume rm mta-sts-audit_evidence", processes.Calls);
        Assert.All(ImageSource.All, source => Assert.Contains($"docker image rm {source.Image}", processes.Calls));
        Assert.False(Directory.Exists(temporary.At(".local")));
    }

    private static ScriptedProcesses Running() => new ScriptedProcesses()
        .On("docker ps", "id\n").On("docker network ls", "n\n").On("docker volume ls", "mta-sts-audit_evidence\n");

    private static ScriptedProcesses AllHealthy() => new ScriptedProcesses()
        .On(AskSources, exitCode: 1).On("docker ps", "id\n").On("docker inspect", InspectedAll("healthy"));

    private static string InspectedAll(string health) =>
        $"[{string.Join(',', LocalTestbed.ServicesOf(Suite.Complete).Select(service => Inspected(service, "running", health).Trim('[', ']')))}]";

    private static string Inspected(string service, string status, string health = "starting", int restarts = 0) =>
        $$$"""
        [{"Id":"id-{{{service}}}","RestartCount":{{{restarts}}},"State":{"Status":"{{{status}}}","Health":{"Status":"{{{health}}}" } },
        "Config":{"Labels":{"com.docker.compose.service":"{{{service}}}" },"Healthcheck":{"Test":["CMD","healthcheck.sh","now"]} } }]
        """;

    private CommandLineTrial Trial(IProcessRunner processes, ReadyTestbed? testbed = null) =>
        new() { Processes = processes, Directory = temporary.Path, Testbed = testbed ?? new ReadyTestbed(ReadyTestbed.AsDesigned) };
}
