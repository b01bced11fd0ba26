using MtaStsAudit.Audit.Tests.Stories;

namespace MtaStsAudit.Audit.Tests.Commands;

public sealed class HelpTests
{
    [Theory]
    [InlineData]
    [InlineData("run")]
    [InlineData("conform")]
    [InlineData("table")]
    [InlineData("report")]
    [InlineData("inbound")]
    [InlineData("local")]
    [InlineData("local", "up")]
    [InlineData("local", "down")]
    [InlineData("local", "status")]
    [InlineData("claim")]
    [InlineData("publish")]
    [InlineData("doctor")]
    [InlineData("judge")]
    [InlineData("zoo")]
    [InlineData("zoo", "up")]
    [InlineData("zoo", "down")]
    [InlineData("zoo", "list")]
    [InlineData("zoo", "show")]
    public async Task The_help_of_every_verb_has_an_example(params string[] verb)
    {
        var trial = new CommandLineTrial();

        Assert.Equal(0, await trial.RunAsync([.. verb, "--help"]));
        Assert.Contains($"  audit {string.Join(' ', verb)}", trial.Output[trial.Output.IndexOf("Example", StringComparison.Ordinal)..], StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_verb_points_to_the_help()
    {
        var trial = new CommandLineTrial();

        Assert.Equal(2, await trial.RunAsync("local", "upp"));
        Assert.Contains("See 'audit local --help'.", trial.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("rnu", "There is no verb 'rnu'; did you mean 'run'?")]
    [InlineData("doktor", "There is no verb 'doktor'; did you mean 'doctor'?")]
    [InlineData("everything", "There is no verb 'everything': run, conform, ")]
    public async Task An_unknown_verb_is_named_with_the_one_that_was_meant(string given, string expected)
    {
        var trial = new CommandLineTrial();

        Assert.Equal(2, await trial.RunAsync(given));
        Assert.StartsWith(expected, trial.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Required command", trial.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_verb_it_shows_its_help()
    {
        var trial = new CommandLineTrial();

        Assert.Equal(0, await trial.RunAsync());
        Assert.Contains("Commands:", trial.Output, StringComparison.Ordinal);
        Assert.Empty(trial.Error);
    }

    [Theory]
    [InlineData("1.2.3")]
    [InlineData("9")]
    [InlineData("9.9.9.9.9")]
    public async Task A_resolver_is_a_whole_address(string given)
    {
        var trial = new CommandLineTrial();

        Assert.Equal(2, await trial.RunAsync("inbound", "example.com", "--resolver", given));
        Assert.Contains($"--resolver is '{given}'; allowed: an IP address", trial.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("audit zo", "zoo")]
    [InlineData("audit zoo --rel", "--releases")]
    [InlineData("audit run --suite ", "standard")]
    [InlineData("audit zoo --releases ", "trixie")]
    public async Task A_shell_can_ask_what_may_come_next(string line, string expected)
    {
        var trial = new CommandLineTrial();

        Assert.Equal(0, await trial.RunAsync($"[suggest:{line.Length}]", line));
        Assert.Contains(expected, trial.Output.Split(Environment.NewLine));
    }
}
