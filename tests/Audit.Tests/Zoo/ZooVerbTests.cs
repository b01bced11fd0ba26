using MtaStsAudit.Audit.Commands;
using MtaStsAudit.Audit.Local;
using MtaStsAudit.Audit.Processes;
using MtaStsAudit.Audit.Tests.Local;
using MtaStsAudit.Audit.Tests.Stories;
using MtaStsAudit.Audit.Zoo;
using MtaStsAudit.Deployment.Local;
using MtaStsAudit.Model.Scenarios;
using MtaStsAudit.Model.Verdicts;

namespace MtaStsAudit.Audit.Tests.Zoo;

/// <summary><c>audit zoo</c> on a checkout that has nothing but its mark and the senders' folders: no container engine is asked for real.</summary>
public sealed class ZooVerbTests : IDisposable
{
    private const string AskSources = "docker image inspect";

    private readonly TemporaryFolder temporary = new();
    private readonly AnyAudit testbed = new();

    public ZooVerbTests()
    {
        temporary.Put(RepositoryRoot.Mark, "");
        foreach (var path in SenderImage.All.SelectMany(image => image.Source.Copied).Distinct())
        {
            temporary.Put(Path.HasExtension(path) || path.EndsWith("Dockerfile", StringComparison.Ordinal) ? path : $"{path}/start.sh", "x");
        }
    }

    public void Dispose() => temporary.Dispose();

    [Fact]
    public async Task Every_chosen_sender_is_built_started_at_its_addresses_audited_and_taken_away()
    {
        var processes = Engine();
        var trial = Trial(processes);

        Assert.Equal(0, await trial.RunAsync("zoo", "--senders", "postfix-sts,exim", "--releases", "trixie"));
        Assert.Equal(2, testbed.Tokens.Count);
        Assert.Equal(["mta-sts-audit/sender-exim:trixie", "mta-sts-audit/sender-postfix:trixie"], Built(processes));
        Assert.Single(processes.Calls, call => call.EndsWith("base-images.sh trixie", StringComparison.Ordinal));
        Assert.All(["postfix-sts", "exim"], name =>
        {
            var sender = ZooSenders.Find(name, DebianRelease.Trixie)!;
            var run = Assert.Single(processes.Calls, call => call.StartsWith($"docker run --detach --name mta-sts-audit-{sender.Id} ", StringComparison.Ordinal));
            Assert.Contains($"--ip {sender.Addresses.V4} --ip6 {sender.AddressOfEngine}", run, StringComparison.Ordinal);
            Assert.Contains($"--env SENDER_IPV6={sender.Addresses.V6}", run, StringComparison.Ordinal);
        });
        Assert.Contains($"2 senders at {Catalogue.Scenarios.Count} scenarios: 2 Full support.", trial.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("The local testbed is down", trial.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_choice_every_sender_of_every_release_is_audited()
    {
        var trial = Trial(Engine());

        Assert.Equal(0, await trial.RunAsync("zoo"));
        Assert.Equal(ZooSenders.All.Count(sender => !sender.IsRelay), testbed.Tokens.Count);
        Assert.True(testbed.Tokens.Count >= 10 * 2, $"{testbed.Tokens.Count} audits");
    }

    [Fact]
    public async Task What_it_takes_is_said_before_anything_is_done()
    {
        var trial = Trial(Engine());
        await trial.RunAsync("zoo", "--releases", "forky");

        var first = trial.Output.Split('\n')[0];
        Assert.Contains($"9 senders of forky at the {Catalogue.Scenarios.Count} scenarios of suite complete", first, StringComparison.Ordinal);
        Assert.Matches("minutes.* GiB of memory and .* GiB of disk", first);
    }

    [Fact]
    public async Task A_sender_that_cannot_be_built_is_told_with_why_and_left_out_and_the_others_are_audited()
    {
        var processes = Engine().On("docker build", "sender-opensmtpd:forky", "Reading package lists...\nE: Unable to locate package opensmtpd\nThe command returned a non-zero code: 100\n", 1);
        var trial = Trial(processes);

        Assert.Equal(3, await trial.RunAsync("zoo", "--senders", "exim,opensmtpd", "--releases", "forky"));
        Assert.Single(testbed.Tokens);
        Assert.Contains("Left out: opensmtpd of forky. Unable to locate package opensmtpd", trial.Output, StringComparison.Ordinal);
        Assert.Contains($"1 sender at {Catalogue.Scenarios.Count} scenarios: 1 Full support; 1 left out.", trial.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_release_whose_base_image_cannot_be_had_leaves_the_others_be()
    {
        var processes = Engine().On($"bash {temporary.At("scripts/base-images.sh")} forky", "debootstrap: no such release\n", exitCode: 2);
        var trial = Trial(processes);

        Assert.Equal(3, await trial.RunAsync("zoo", "--senders", "exim", "--releases", "trixie,forky"));
        Assert.Contains("Left out: exim of forky. debootstrap: no such release", trial.Output, StringComparison.Ordinal);
        Assert.Contains($"1 sender at {Catalogue.Scenarios.Count} scenarios", trial.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_there_is_no_testbed_and_none_can_be_the_first_fault_is_told_last()
    {
        var processes = new ScriptedProcesses().On("bash", "nothing can be installed here\n", exitCode: 2).On("docker", "there is no engine\n", exitCode: 1);
        var trial = new CommandLineTrial { Processes = processes, Directory = temporary.Path, Testbed = new NoTestbed() };

        Assert.Equal(2, await trial.RunAsync("zoo", "--senders", "exim", "--releases", "bookworm"));
        var told = trial.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var takingDown = Array.FindIndex(told, line => line.StartsWith("Cannot take everything down: ", StringComparison.Ordinal));
        Assert.True(takingDown >= 0, trial.Error);
        Assert.Contains("nothing can be installed here", string.Join('\n', told[(takingDown + 1)..]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sender_that_ends_at_once_is_left_out_with_its_last_words()
    {
        var dead = ZooSenders.Find("exim")!;
        var processes = Engine().On("docker inspect", $"mta-sts-audit-{dead.Id}", "false\n", 0).On("docker logs", "Debian's retry rule looks otherwise than it did.\n");
        var trial = Trial(processes, greets: address => !address.Equals(dead.Addresses.V4));

        Assert.Equal(3, await trial.RunAsync("zoo", "--senders", "exim,courier", "--releases", "bookworm"));
        Assert.Contains("Left out: exim of bookworm. It does not run; it said last: Debian's retry rule looks otherwise than it did.", trial.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sender_that_never_greets_is_waited_for_and_left_out()
    {
        var trial = Trial(Engine().On("docker inspect", "true\n"), greets: _ => false);

        Assert.Equal(2, await trial.RunAsync("zoo", "--senders", "exim", "--releases", "bookworm"));
        Assert.Contains("It does not greet after 90 s", trial.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sender_that_falls_back_to_a_relay_is_started_with_it_and_is_left_out_without_it()
    {
        var relay = ZooSenders.Find("postfix-relay", DebianRelease.Trixie)!;
        var processes = Engine();
        Assert.Equal(0, await Trial(processes).RunAsync("zoo", "--senders", "postfix-fallback", "--releases", "trixie"));
        Assert.Contains(processes.Calls, call => call.StartsWith($"docker run --detach --name mta-sts-audit-{relay.Id} ", StringComparison.Ordinal));
        Assert.Contains(processes.Calls, call => call.Contains($"SETTINGS=smtp_fallback_relay=[{relay.HostName}]", StringComparison.Ordinal));
        Assert.Contains(processes.Calls, call => call.Contains("SETTINGS=mynetworks=10.78.0.1/32,10.78.142.25/32,[fd7a:5c1e:142::25]/128", StringComparison.Ordinal));

        var trial = Trial(Engine().On("docker inspect", relay.Id, "false\n", 0), greets: address => !address.Equals(relay.Addresses.V4));
        Assert.Equal(2, await trial.RunAsync("zoo", "--senders", "postfix-fallback", "--releases", "trixie"));
        Assert.Contains("Left out: postfix-fallback of trixie.", trial.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_image_whose_sources_have_not_changed_is_not_built()
    {
        var sources = new TestbedSources(temporary.Path, null, temporary.At(".local"));
        var image = SenderImage.Of(ZooSenders.Find("exim")!);
        var processes = Engine().On(AskSources, image.Name, image.Source.Digest(sources) + "\n", 0);

        Assert.Equal(0, await Trial(processes).RunAsync("zoo", "--senders", "exim", "--releases", "bookworm"));
        Assert.Empty(Built(processes));
        Assert.DoesNotContain(processes.Calls, call => call.Contains("base-images", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_interrupted_run_takes_its_senders_away()
    {
        using var interrupt = new CancellationTokenSource();
        var processes = Engine().On("docker ps", "exim abc\n").On("docker run", () =>
        {
            interrupt.Cancel();
            return new ProcessResult(0, "", "");
        });

        Assert.Equal(ExitCode.Interrupted, await Trial(processes).RunAsync(interrupt.Token, "zoo", "--senders", "exim", "--releases", "bookworm"));
        Assert.Equal("docker rm --force --volumes abc", processes.Calls[^1]);
    }

    [Fact]
    public async Task A_sender_without_a_verdict_in_time_is_told_by_the_exit_code()
    {
        var trial = new CommandLineTrial { Processes = Engine(), Directory = temporary.Path, Testbed = new AnyAudit(SupportLabel.Waiting) };

        Assert.Equal(3, await trial.RunAsync("zoo", "--senders", "exim", "--releases", "bookworm"));
    }

    [Fact]
    public async Task Up_leaves_senders_running_and_does_not_touch_those_that_are()
    {
        var processes = Engine().On("docker inspect", "mta-sts-audit-exim", "true\n", 0);
        var trial = Trial(processes);

        Assert.Equal(0, await trial.RunAsync("zoo", "up", "--senders", "exim,courier", "--releases", "bookworm"));
        Assert.Single(processes.Calls, call => call.StartsWith("docker run ", StringComparison.Ordinal));
        Assert.Contains("smtp://10.78.50.25:25", trial.Output, StringComparison.Ordinal);
        Assert.Empty(testbed.Tokens);
    }

    [Fact]
    public async Task Down_removes_those_that_are_named_and_no_others()
    {
        var processes = new ScriptedProcesses().On("docker ps", "exim abc\ncourier def\nexim-trixie ghi\n");
        var trial = Trial(processes);

        Assert.Equal(0, await trial.RunAsync("zoo", "down", "--senders", "exim"));
        Assert.Equal("docker rm --force --volumes abc ghi", processes.Calls[^1]);
        Assert.Contains("Removed: exim, exim-trixie.", trial.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--senders", "sendmial", "--senders is 'sendmial'; allowed: one of postfix-sts, ")]
    [InlineData("--releases", "trixie,woody", "--releases is 'woody'; allowed: one of bookworm, trixie, forky")]
    public async Task An_unknown_sender_or_release_is_told_with_those_that_there_are(string option, string value, string expected)
    {
        var trial = new CommandLineTrial();

        Assert.Equal(2, await trial.RunAsync("zoo", option, value));
        Assert.Contains(expected, trial.Error, StringComparison.Ordinal);
    }

    private sealed class NoTestbed : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => throw new HttpRequestException("Connection refused");
    }

    private static ScriptedProcesses Engine() => new ScriptedProcesses().On(AskSources, exitCode: 1).On("docker exec", "exim4 4.98\n");

    private static IEnumerable<string> Built(ScriptedProcesses processes) => processes.Calls
        .Where(call => call.StartsWith("docker build ", StringComparison.Ordinal)).Select(call => call.Split("--tag ")[1].Split(' ')[0]).Order();

    private CommandLineTrial Trial(ScriptedProcesses processes, Func<System.Net.IPAddress, bool>? greets = null) =>
        new() { Processes = processes, Directory = temporary.Path, Testbed = testbed, Greets = greets ?? (_ => true) };
}
