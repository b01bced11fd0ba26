using MtaStsAudit.Audit.Tests.Stories;
using MtaStsAudit.Model.Tests.Verdicts;

namespace MtaStsAudit.Audit.Tests.Commands;

public sealed class ReportVerbTests
{
    [Fact]
    public async Task The_provider_table_is_printed_as_the_testbed_has_it_and_cannot_move_the_cursor()
    {
        var trial = new CommandLineTrial();
        using var testbed = new FakeTestbed(new AuditStory(), trial.Time);
        trial.Testbed = testbed;

        Assert.Equal(0, await trial.RunAsync("report", "--api", FakeTestbed.Address.ToString()));
        Assert.Equal(FakeTestbed.Providers.Replace('\u001b', '\uFFFD'), trial.Output.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task A_testbed_that_is_away_is_named()
    {
        var trial = new CommandLineTrial();
        using var testbed = new FakeTestbed(new AuditStory(), trial.Time) { Absence = (0, 10) };
        trial.Testbed = testbed;

        Assert.Equal(2, await trial.RunAsync("report", "--api", FakeTestbed.Address.ToString()));
        Assert.Contains(FakeTestbed.Address.ToString(), trial.Error, StringComparison.Ordinal);
    }
}
