using System.Text.Json;
using MtaStsAudit.Audit.Tests.Stories;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Tests.Verdicts;
using MtaStsAudit.Model.Verdicts;

namespace MtaStsAudit.Audit.Tests.Commands;

public sealed class RunVerbTests
{
    private static AuditStory FullSupport => new AuditStory()
        .Delivers(3, "abcdef").Delivers(70, "acef").Leaves(71, "bd").Leaves(140, "bd");

    private static AuditStory NoSupport => new AuditStory().Delivers(3, "abcdef").Delivers(70, "abcdef");

    [Fact]
    public async Task Full_support_ends_with_0_and_shows_the_refusing_sessions()
    {
        var (trial, token) = Trial(FullSupport);

        Assert.Equal(0, await trial.RunAsync("run", "--token", token));
        Assert.Contains("Full support", trial.Output, StringComparison.Ordinal);
        Assert.Contains("from 192.0.2.25:40011 (mx1.sender.example)", trial.Output, StringComparison.Ordinal);
        Assert.Contains("commands ehlo=1 starttls=1; left with QUIT, without mail", trial.Output, StringComparison.Ordinal);
        Assert.Contains("RFC 8461 §5", trial.Output, StringComparison.Ordinal);
        Assert.Empty(trial.Error);
    }

    [Fact]
    public async Task Full_support_that_is_so_far_only_is_waited_for_and_says_until_when()
    {
        var (trial, token) = Trial(new AuditStory().Delivers(3, "abcdef").Delivers(70, "acef").Leaves(71, "bd"));

        Assert.Equal(3, await trial.RunAsync("run", "--token", token, "--timeout", "10m"));
        Assert.Contains("Full support, so far. So far: the sender refused b and d once for each message.", trial.Output, StringComparison.Ordinal);
        Assert.Contains("postqueue -f", trial.Output, StringComparison.Ordinal);
        Assert.Contains("not final", trial.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_accepts_so_far_gets_an_exit_code_of_its_own()
    {
        var (trial, token) = Trial(new AuditStory().Delivers(3, "abcdef").Delivers(70, "acef").Leaves(71, "bd"));

        Assert.Equal(4, await trial.RunAsync("run", "--token", token, "--accept", "so-far"));
        Assert.True(trial.Time.GetUtcNow() < AuditStory.Start.AddSeconds(120));
    }

    [Fact]
    public async Task A_downgrade_on_the_retry_does_not_end_with_0()
    {
        var (trial, token) = Trial(new AuditStory().Delivers(3, "abcdef").Delivers(70, "acef").Leaves(71, "bd").Delivers(371, "bd"));

        Assert.Equal(1, await trial.RunAsync("run", "--token", token));
        Assert.Contains("No support", trial.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Any_other_verdict_ends_with_1()
    {
        var (trial, token) = Trial(NoSupport);

        Assert.Equal(1, await trial.RunAsync("run", "--token", token));
        Assert.Contains("No support", trial.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Time_that_is_up_before_a_verdict_ends_with_3_and_says_how_to_go_on()
    {
        var (trial, token) = Trial(new AuditStory().Delivers(3, "acef"));

        Assert.Equal(3, await trial.RunAsync("run", "--token", token, "--timeout", "30s"));
        Assert.Contains($"audit run --token {token}", trial.Error, StringComparison.Ordinal);
        Assert.Contains("Waiting", trial.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_addresses_stand_alone_on_their_lines()
    {
        var (trial, token) = Trial(FullSupport);
        await trial.RunAsync("run", "--token", token);

        var lines = trial.Output.Split('\n');
        Assert.All("abcdef", letter => Assert.Contains($"{token}@{letter}.audit.test", lines));
    }

    [Fact]
    public async Task The_steps_are_told_in_order_with_what_to_do_and_why()
    {
        var (trial, token) = Trial(FullSupport);
        await trial.RunAsync("run", "--token", token);

        var steps = trial.Output.Split('\n').Where(line => line.Contains(" Step ", StringComparison.Ordinal)).ToList();
        Assert.Collection(
            steps,
            step => Assert.Contains("Step prime: Mail every address once. The first message", step, StringComparison.Ordinal),
            step => Assert.Contains("Step settling: Wait; do not mail yet.", step, StringComparison.Ordinal),
            step => Assert.Contains("Step probe: Mail every address once more.", step, StringComparison.Ordinal),
            step => Assert.Contains("Step judged:", step, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Json_is_all_that_standard_output_gets()
    {
        var (trial, token) = Trial(FullSupport);

        Assert.Equal(0, await trial.RunAsync("run", "--token", token, "--json"));
        var report = JsonSerializer.Deserialize(trial.Output, AuditReportJson.Default.AuditReport)!;
        Assert.Equal(SupportLabel.FullSupport, report.Label);
        Assert.Contains($"{token}@a.audit.test", trial.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_receivers_that_decide_nothing_are_waited_for_a_little()
    {
        var story = new AuditStory().Delivers(3, "af").Leaves(4, "bd").Delivers(70, "af").Leaves(71, "bd").Leaves(72, "bd").Leaves(80, "bd").Delivers(85, "ce");
        var (trial, token) = Trial(story);

        Assert.Equal(0, await trial.RunAsync("run", "--token", token, "--json"));
        var report = JsonSerializer.Deserialize(trial.Output, AuditReportJson.Default.AuditReport)!;
        Assert.DoesNotContain(report.Outcomes, outcome => outcome.Kind == OutcomeKind.Waiting);
    }

    [Fact]
    public async Task A_receiver_that_decides_nothing_and_never_comes_holds_no_one_up()
    {
        var (trial, token) = Trial(new AuditStory().Delivers(3, "af").Leaves(4, "bd").Delivers(70, "af").Leaves(71, "bd").Leaves(80, "bd"));

        Assert.Equal(0, await trial.RunAsync("run", "--token", token));
        Assert.True(trial.Time.GetUtcNow() < AuditStory.Start.AddSeconds(120));
    }

    [Fact]
    public async Task A_short_absence_of_the_testbed_is_survived()
    {
        var story = FullSupport;
        var trial = new CommandLineTrial();
        trial.Testbed = new FakeTestbed(story, trial.Time) { Absence = (10, 40) };

        Assert.Equal(0, await trial.RunAsync("run", "--token", story.Token.ToString()));
        Assert.Contains("Asking again", trial.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_testbed_that_stays_away_ends_with_2()
    {
        var story = FullSupport;
        var trial = new CommandLineTrial();
        trial.Testbed = new FakeTestbed(story, trial.Time) { Absence = (10, 100000) };

        Assert.Equal(2, await trial.RunAsync("run", "--token", story.Token.ToString()));
        Assert.Contains("cannot be reached", trial.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Both_rounds_are_mailed_and_the_probe_only_when_it_counts()
    {
        var story = FullSupport;
        var mailer = new RecordingMailer();
        var trial = new CommandLineTrial { Mailer = mailer };
        trial.Testbed = new FakeTestbed(story, trial.Time);

        Assert.Equal(0, await trial.RunAsync("run", "--token", story.Token.ToString(), "--send-via", "smtp://mx.sender.example", "--from", "me@sender.example"));
        Assert.Equal("prime abcdef", mailer.Rounds[0]);
        Assert.Equal(["probe abcdef"], mailer.Rounds.Skip(1));
        Assert.Equal(AuditStory.Start.AddSeconds(63), mailer.Messages[6].Date);
        Assert.All(mailer.Messages, message => Assert.Equal("me@sender.example", message.From.Mailboxes.Single().Address));
        // One nonce a run, and one that counts.
        Assert.NotNull(AuditHeaders.HashOfRun(Assert.Single(mailer.Messages.Select(message => message.Headers[AuditHeaders.Run]).Distinct())));
    }

    [Fact]
    public async Task A_receiver_that_is_never_met_keeps_no_other_from_its_probe()
    {
        var story = new AuditStory().Delivers(3, "acef").Leaves(4, "b").Delivers(70, "acef").Leaves(71, "b");
        var mailer = new RecordingMailer();
        var trial = new CommandLineTrial { Mailer = mailer };
        trial.Testbed = new FakeTestbed(story, trial.Time);

        Assert.Equal(3, await trial.RunAsync("run", "--token", story.Token.ToString(), "--send-via", "smtp://mx.sender.example", "--timeout", "10m"));
        Assert.Equal(["prime abcdef", "probe acef", "probe b"], mailer.Rounds);
    }

    [Fact]
    public async Task A_mail_server_that_refuses_all_ends_with_2_and_its_words()
    {
        var story = FullSupport;
        var trial = new CommandLineTrial { Mailer = new RecordingMailer(refuses: "abcdef") };
        trial.Testbed = new FakeTestbed(story, trial.Time);

        Assert.Equal(2, await trial.RunAsync("run", "--token", story.Token.ToString(), "--send-via", "smtp://mx.sender.example"));
        Assert.Contains("550 no", trial.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mail_server_that_refuses_one_is_told_and_the_audit_goes_on()
    {
        var story = FullSupport;
        var trial = new CommandLineTrial { Mailer = new RecordingMailer(refuses: "e") };
        trial.Testbed = new FakeTestbed(story, trial.Time);

        Assert.Equal(0, await trial.RunAsync("run", "--token", story.Token.ToString(), "--send-via", "smtp://mx.sender.example"));
        Assert.Contains("The mail server refused: e: 550 no", trial.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mail_server_that_puts_off_is_waited_for()
    {
        var story = FullSupport;
        var mailer = new RecordingMailer(putsOffOnce: "abcdef");
        var trial = new CommandLineTrial { Mailer = mailer };
        trial.Testbed = new FakeTestbed(story, trial.Time);

        Assert.Equal(0, await trial.RunAsync("run", "--token", story.Token.ToString(), "--send-via", "smtp://mx.sender.example"));
        Assert.Equal(["prime abcdef", "prime abcdef", "probe abcdef"], mailer.Rounds);
        Assert.Contains("The mail server put off: a: 451 later", trial.Output, StringComparison.Ordinal);
        Assert.Contains("Mailed again what the mail server had put off: 6 of 6 taken.", trial.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Interrupting_ends_with_130_names_the_audit_and_how_to_go_on_and_shows_no_exception()
    {
        var (trial, token) = Trial(new AuditStory());
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();

        Assert.Equal(130, await trial.RunAsync(stop.Token, "run", "--token", token));
        Assert.Equal(
            [$"The audit goes on without this command: http://10.78.0.80:8080/audits/{token}", $"Take it up again by: audit run --token {token} --api http://10.78.0.80:8080/", "Interrupted."],
            trial.Error.Trim().Split('\n'));
    }

    [Theory]
    [InlineData("--token", "17", "--token is '17'; allowed: a UUID")]
    [InlineData("--api", "ftp://x", "--api is 'ftp://x'; allowed: an http or https URL")]
    [InlineData("--timeout", "soon", "--timeout is 'soon'; allowed: 1s to 7 days")]
    [InlineData("--timeout", "8000h", "--timeout is '8000h'; allowed: 1s to 7 days")]
    [InlineData("--send-via", "mx.example.com", "'mx.example.com' is no mail server; allowed: smtp://HOST:PORT")]
    [InlineData("--send-via", "smtp://me:secret@mx", "set AUDIT_SMTP_PASSWORD")]
    [InlineData("--from", "me@example.com", "--from is only for --send-via")]
    public async Task Wrong_usage_ends_with_2_and_names_option_value_and_what_is_allowed(string option, string value, string words)
    {
        var trial = new CommandLineTrial();

        Assert.Equal(2, await trial.RunAsync("run", option, value));
        Assert.Contains(words, trial.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", trial.Error, StringComparison.Ordinal);
        Assert.Empty(trial.Output);
    }

    private static (CommandLineTrial Trial, string Token) Trial(AuditStory story)
    {
        var trial = new CommandLineTrial();
        trial.Testbed = new FakeTestbed(story, trial.Time);
        return (trial, story.Token.ToString());
    }
}
