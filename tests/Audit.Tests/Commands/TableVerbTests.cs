using System.Text.Json;
using MtaStsAudit.Audit.Tests.Stories;
using MtaStsAudit.Model.Tests.Verdicts;

namespace MtaStsAudit.Audit.Tests.Commands;

public sealed class TableVerbTests
{
    private static readonly AuditStory Story = new AuditStory()
        .Delivers(0, "acef").Leaves(1, "bd").Fetches(2, 'a', "192.0.2.25").Delivers(70, "acef").Leaves(71, "bd");

    [Fact]
    public async Task As_JSON_each_report_has_its_name()
    {
        var story = new AuditStory().Delivers(3, "abcdef").Delivers(70, "acef").Leaves(71, "bd").Leaves(140, "bd");
        var trial = new CommandLineTrial();
        trial.Testbed = new FakeTestbed(story, trial.Time);
        trial.Time.Pass(TimeSpan.FromHours(3));

        Assert.Equal(0, await trial.RunAsync("table", "--json", $"{story.Token}=gmail.com"));
        using var json = JsonDocument.Parse(trial.Output);
        Assert.Equal("gmail.com", json.RootElement[0].GetProperty("name").GetString());
        Assert.Equal("FullSupport", json.RootElement[0].GetProperty("report").GetProperty("label").GetString());
    }

    [Fact]
    public async Task The_table_has_a_row_for_each_audit_and_ends_with_a_line_for_each_verdict()
    {
        var trial = TrialAtTheEnd();

        Assert.Equal(0, await trial.RunAsync("table", $"{Story.Token}=one", $"{Story.Token}=two"));
        Assert.Equal(["one: Full support", "two: Full support"], trial.Output.TrimEnd().Split('\n').TakeLast(2));
        Assert.Contains("│ one    │ delivered │ refused │", trial.Output, StringComparison.Ordinal);
        Assert.Contains("│ two    │ delivered │ refused │", trial.Output, StringComparison.Ordinal);
        Assert.Contains("b and d were refused by a sender that came, met what is offered and left", trial.Output, StringComparison.Ordinal);
        Assert.Contains("https://mta-sts.a.audit.test/.well-known/mta-sts.txt asked for by 192.0.2.25", trial.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sender_without_a_name_is_called_by_its_verified_domain()
    {
        var trial = TrialAtTheEnd();
        await trial.RunAsync("table", Story.Token.ToString());

        Assert.EndsWith("sender.example: Full support\n", trial.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_may_not_colour_the_screen()
    {
        var trial = TrialAtTheEnd();
        await trial.RunAsync("table", $"{Story.Token}=[red]x\u001b[31m");

        Assert.Contains("[red]x\uFFFD[31m: Full support", trial.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', trial.Output);
    }

    [Theory]
    [InlineData("table")]
    [InlineData("table", "17")]
    [InlineData("table", "17=name")]
    public async Task What_names_no_audit_is_wrong_usage(params string[] arguments) => Assert.Equal(2, await new CommandLineTrial().RunAsync(arguments));

    private static CommandLineTrial TrialAtTheEnd()
    {
        var trial = new CommandLineTrial();
        trial.Testbed = new FakeTestbed(Story, trial.Time);
        trial.Time.Pass(TimeSpan.FromSeconds(80));
        return trial;
    }
}
