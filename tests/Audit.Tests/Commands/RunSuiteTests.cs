using System.Text.Json;
using MimeKit;
using MtaStsAudit.Audit.Tests.Stories;
using MtaStsAudit.Model.Scenarios;
using MtaStsAudit.Model.Tests.Verdicts;
using MtaStsAudit.Model.Verdicts;
using MtaStsAudit.Model.Verdicts.Profile;

namespace MtaStsAudit.Audit.Tests.Commands;

/// <summary><c>audit run</c> with scenarios beyond the study.</summary>
public sealed class RunSuiteTests
{
    private static AuditStory FullSupport => new AuditStory().Delivers(3, "abcdef").Delivers(70, "acef").Leaves(71, "bd").Leaves(140, "bd");

    /// <summary>It comes to three scenarios beyond the study, and is late at one of them.</summary>
    private static AuditStory Complete => FullSupport.LeavesFrom(5, "wrong-name").DeliversTo(6, "policy-404").LeavesFrom(72, "wrong-name").LeavesFrom(200, "expired").LeavesFrom(262, "expired");

    [Fact]
    public async Task A_suite_that_there_is_not_is_refused_with_those_that_there_are()
    {
        var trial = new CommandLineTrial();

        Assert.Equal(2, await trial.RunAsync("run", "--suite", "everything"));
        Assert.Contains("--suite is 'everything'; allowed: one of study, standard, complete, certificates, mx-matching", trial.Error, StringComparison.Ordinal);
        Assert.Empty(trial.Output);
    }

    [Theory]
    [InlineData("study", "standard", "it has study.")]
    [InlineData("standard", "complete", "it has study, standard.")]
    public async Task A_suite_that_the_testbed_has_not_is_refused_with_what_it_has(string has, string asked, string words)
    {
        var (trial, token) = Trial(FullSupport, Suite.Find(has)!);

        Assert.Equal(2, await trial.RunAsync("run", "--token", token, "--suite", asked));
        Assert.Contains($"does not have suite {asked}; {words}", trial.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(token, trial.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("study", 6)]
    [InlineData("standard", 21)]
    [InlineData("certificates", 18)]
    public async Task The_addresses_are_those_of_the_suite(string suite, int count)
    {
        var (trial, token) = Trial(FullSupport, Suite.Complete);
        await trial.RunAsync("run", "--token", token, "--suite", suite);

        Assert.Equal(
            Suite.Find(suite)!.Scenarios.Select(scenario => $"{token}@{scenario.Name}.audit.test"),
            trial.Output.Split('\n').Where(line => line.StartsWith($"{token}@", StringComparison.Ordinal)));
        Assert.Equal(count, Suite.Find(suite)!.Scenarios.Count);
    }

    [Fact]
    public async Task A_suite_that_is_not_there_in_full_is_mailed_as_far_as_it_is_and_the_rest_is_told()
    {
        var (trial, token) = Trial(FullSupport, Suite.Standard.Without([new("expired"), new("two-records")]));
        await trial.RunAsync("run", "--token", token, "--suite", "standard");

        Assert.Equal(19, trial.Output.Split('\n').Count(line => line.StartsWith($"{token}@", StringComparison.Ordinal)));
        Assert.DoesNotContain($"{token}@expired.", trial.Output, StringComparison.Ordinal);
        Assert.Contains("This testbed has suite standard without expired, two-records.", trial.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_scenario_of_the_profile_gets_its_probe_once_when_it_counts_there()
    {
        var (trial, mailer) = await MailedAsync(Complete, Suite.Standard);

        Assert.Equal(Suite.Standard.Scenarios.Select(scenario => scenario.Name.Value), ToIn(mailer, "prime"));
        Assert.Equal(["a", "b", "c", "d", "e", "expired", "f", "policy-404", "wrong-name"], ToIn(mailer, "probe").Order(StringComparer.Ordinal));
        Assert.Equal(AuditStory.Start.AddSeconds(65), ProbeOf(mailer, "wrong-name").Date);
        Assert.Equal(AuditStory.Start.AddSeconds(260), ProbeOf(mailer, "expired").Date);
        Assert.Contains("Mailed the prime round to 21 addresses.", trial.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_scenario_that_is_not_of_the_suite_is_not_mailed_even_when_the_sender_comes_to_it()
    {
        var (_, mailer) = await MailedAsync(Complete, Suite.Study);

        Assert.All(mailer.Messages, message => Assert.Equal(1, Label(message).Length));
    }

    [Fact]
    public async Task A_run_waits_a_while_for_scenarios_that_have_not_come_out()
    {
        var (study, _) = Trial(FullSupport, Suite.Complete);
        Assert.Equal(0, await study.RunAsync("run", "--token", FullSupport.Token.ToString()));

        var (standard, token) = Trial(FullSupport, Suite.Complete);
        Assert.Equal(0, await standard.RunAsync("run", "--token", token, "--suite", "standard"));

        Assert.True(standard.Time.GetUtcNow() > study.Time.GetUtcNow().AddSeconds(60));
        Assert.True(standard.Time.GetUtcNow() < study.Time.GetUtcNow().AddMinutes(30));
    }

    [Fact]
    public async Task A_report_shows_the_profile_by_family_with_what_was_asked_and_done()
    {
        var (trial, token) = Trial(Complete, Suite.Complete);

        Assert.Equal(0, await trial.RunAsync("run", "--token", token, "--suite", "standard"));
        Assert.Contains("Certificates: 2 conform", trial.Output, StringComparison.Ordinal);
        Assert.Contains("Policy host: 1 conform", trial.Output, StringComparison.Ordinal);
        Assert.Contains("A compliant sender: refuses (MUST, RFC 8461", Unwrapped(trial.Output), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_holds_the_profile_and_without_one_does_not_name_it()
    {
        var (trial, token) = Trial(Complete, Suite.Complete);
        await trial.RunAsync("run", "--token", token, "--suite", "standard", "--json");
        var report = JsonSerializer.Deserialize(trial.Output, AuditReportJson.Default.AuditReport)!;

        Assert.Equal(Conformance.Conforms, report.Profile!.Single(result => result.Scenario.Value == "wrong-name").Conformance);

        var (study, same) = Trial(FullSupport, Suite.Complete);
        await study.RunAsync("run", "--token", same, "--json");
        Assert.DoesNotContain("\"profile\"", study.Output, StringComparison.Ordinal);
    }

    private static async Task<(CommandLineTrial Trial, RecordingMailer Mailer)> MailedAsync(AuditStory story, Suite suite)
    {
        var mailer = new RecordingMailer();
        var trial = new CommandLineTrial { Mailer = mailer };
        trial.Testbed = new FakeTestbed(story, trial.Time) { Suite = Suite.Complete };
        Assert.Equal(0, await trial.RunAsync("run", "--token", story.Token.ToString(), "--suite", suite.Name, "--send-via", "smtp://mx.sender.example"));
        return (trial, mailer);
    }

    private static IEnumerable<string> ToIn(RecordingMailer mailer, string round) =>
        mailer.Messages.Where(message => message.Subject!.Contains(round, StringComparison.Ordinal)).Select(Label);

    private static MimeMessage ProbeOf(RecordingMailer mailer, string scenario) =>
        mailer.Messages.Single(message => message.Subject!.Contains("probe", StringComparison.Ordinal) && Label(message) == scenario);

    private static string Label(MimeMessage message) => ((MailboxAddress)message.To[0]).Domain.Split('.')[0];

    // Lines are as wide as a terminal.
    private static string Unwrapped(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static (CommandLineTrial Trial, string Token) Trial(AuditStory story, Suite suite)
    {
        var trial = new CommandLineTrial();
        trial.Testbed = new FakeTestbed(story, trial.Time) { Suite = suite };
        return (trial, story.Token.ToString());
    }
}
