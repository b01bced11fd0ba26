using MtaStsAudit.Audit.Commands;
using MtaStsAudit.Audit.Tests.Stories;
using MtaStsAudit.Model.Tests.Verdicts;

namespace MtaStsAudit.Audit.Tests.Platforms;

/// <summary>On macOS and Windows: what works goes on as on Linux, and what cannot work says why in one sentence.</summary>
public sealed class OtherPlatformTests
{
    [Theory]
    [InlineData("MacOS", "macOS")]
    [InlineData("Windows", "Windows")]
    public async Task What_needs_the_testbed_on_this_machine_says_why_not_in_one_sentence_and_starts_nothing(string platform, string name)
    {
        string[][] commands =
        [
            ["local", "up"], ["local", "down"], ["local", "status"], ["zoo"], ["zoo", "up"], ["zoo", "down"], ["doctor"],
            ["conform", "--send-via", "smtp://127.0.0.1:25"],
        ];
        foreach (var command in commands)
        {
            var processes = new ScriptedProcesses();
            var trial = new CommandLineTrial { Platform = Enum.Parse<HostPlatform>(platform), Processes = processes, Testbed = new Unreachable() };

            Assert.Equal(ExitCode.Failed, await trial.RunAsync(command));
            var told = Assert.Single(trial.Error.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
            Assert.Contains($"this is {name}", told, StringComparison.Ordinal);
            Assert.DoesNotContain(". ", told, StringComparison.Ordinal);
            Assert.Empty(processes.Calls);
            Assert.Empty(trial.Output);
        }
    }

    [Theory]
    [InlineData("MacOS", "macOS")]
    [InlineData("Windows", "Windows")]
    public async Task An_audit_is_mailed_watched_and_judged(string platform, string name)
    {
        var story = new AuditStory().Delivers(3, "abcdef").Delivers(70, "acef").Leaves(71, "bd").Leaves(140, "bd");
        var processes = new ScriptedProcesses();
        var trial = new CommandLineTrial { Platform = Enum.Parse<HostPlatform>(platform), Processes = processes };
        trial.Testbed = new FakeTestbed(story, trial.Time);

        Assert.True(await trial.RunAsync("run", "--api", FakeTestbed.Address.ToString(), "--token", $"{story.Token}") is ExitCode.Done, $"{name}: {trial.Error}");
        Assert.Empty(processes.Calls);
    }

    [Theory]
    [InlineData("MacOS", "macOS")]
    [InlineData("Windows", "Windows")]
    public async Task A_story_is_judged_and_results_that_were_kept_are_shown(string platform, string name)
    {
        var root = Audit.Local.RepositoryRoot.Find(AppContext.BaseDirectory);
        var story = Directory.EnumerateFiles(Path.Combine(root, "tests", "stories"), "*.story").Order(StringComparer.Ordinal).First();
        var trial = new CommandLineTrial { Platform = Enum.Parse<HostPlatform>(platform), Directory = root };

        Assert.True(await trial.RunAsync("judge", story) == ExitCode.Done, $"{name}: {trial.Error}");
        Assert.True(await trial.RunAsync("zoo", "show") == ExitCode.Done, $"{name}: {trial.Error}");
        Assert.True(await trial.RunAsync("zoo", "list") == ExitCode.Done, $"{name}: {trial.Error}");
    }

    private sealed class Unreachable : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            throw new HttpRequestException("Network is unreachable");
    }
}
