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
}
