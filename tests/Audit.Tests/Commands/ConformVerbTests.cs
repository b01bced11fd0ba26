using System.Xml.Linq;
using MtaStsAudit.Audit.Tests.Local;
using MtaStsAudit.Audit.Tests.Stories;
using MtaStsAudit.Model.Scenarios;
using MtaStsAudit.Model.Tests.Verdicts;

namespace MtaStsAudit.Audit.Tests.Commands;

/// <summary><c>audit conform</c>: what fails it, what is known, and what it writes.</summary>
public sealed class ConformVerbTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    /// <summary>Enforces, and delivers to g, which has no policy.</summary>
    private static AuditStory Enforcing => new AuditStory().Delivers(3, "abcdef").Delivers(70, "acef").Leaves(71, "bd").Leaves(140, "bd").DeliversTo(4, "g").DeliversTo(72, "g");

    private static AuditStory Plain => new AuditStory().Delivers(3, "abcdef").Delivers(70, "abcdef").DeliversTo(4, "g").DeliversTo(72, "g");

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_mail_server_that_does_all_that_is_asked_passes()
    {
        var (code, trial) = await RunAsync(Enforcing, "--family", "core");

        Assert.Equal(0, code);
        Assert.Contains("every MUST: ", trial.Output, StringComparison.Ordinal);
        Assert.Contains(" 0 failed, 0 undecided", trial.Output, StringComparison.Ordinal);
        Assert.Contains("passed           core: b", trial.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_delivers_where_a_policy_forbids_it_fails_and_is_told_what_was_asked()
    {
        var (code, trial) = await RunAsync(Plain, "--family", "core");

        Assert.Equal(1, code);
        Assert.Contains("FAILED           core: b", trial.Output, StringComparison.Ordinal);
        Assert.Contains("A compliant sender: refuses (MUST, RFC 8461", trial.Output, StringComparison.Ordinal);
        Assert.Contains("2 failed", trial.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_nothing_was_seen_of_is_undecided_and_no_success()
    {
        var (code, trial) = await RunAsync(Enforcing, "--family", "certificates", "--suite", "certificates");

        Assert.Equal(3, code);
        Assert.Contains("UNDECIDED        certificates: wrong-name", trial.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("core: ", trial.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Known_deviations_do_not_fail_it_and_are_told_when_they_are_gone()
    {
        var file = folder.At("known.txt");
        await File.WriteAllTextAsync(file, "# of the stock settings\nb  # no policy plugin\nd  # the same\n\nf # it was strict once\n", TestContext.Current.CancellationToken);
        var (code, trial) = await RunAsync(Plain, "--family", "core", "--known-deviations", file);

        Assert.Equal(0, code);
        Assert.Contains("2 known to deviate", trial.Output, StringComparison.Ordinal);
        Assert.Contains("Known: no policy plugin", trial.Output, StringComparison.Ordinal);

        (code, trial) = await RunAsync(Enforcing, "--family", "core", "--known-deviations", file);
        Assert.Equal(0, code);
        Assert.Contains("Take out of the known deviations: b, d", trial.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_known_may_be_undecided_as_well()
    {
        var file = folder.At("known.txt");
        await File.WriteAllLinesAsync(file, Suite.Find("certificates")!.Scenarios.Where(scenario => scenario.Family == Family.Certificates).Select(scenario => $"{scenario.Name} # never comes there"), TestContext.Current.CancellationToken);
        var (code, trial) = await RunAsync(Enforcing, "--family", "certificates", "--known-deviations", file);

        Assert.Equal(0, code);
        Assert.Contains("0 undecided", trial.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("0 known to deviate", trial.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("expierd # a slip", "line 1 names 'expierd', and there is no such scenario")]
    [InlineData("b\nb # twice", "line 2 names b once more")]
    public async Task A_slip_in_the_known_deviations_is_told_before_anything_is_mailed(string text, string expected)
    {
        var file = folder.At("known.txt");
        await File.WriteAllTextAsync(file, text, TestContext.Current.CancellationToken);
        var (code, trial) = await RunAsync(Plain, "--known-deviations", file);

        Assert.Equal(2, code);
        Assert.Contains(expected, trial.Error, StringComparison.Ordinal);
        Assert.Empty(((RecordingMailer)trial.Mailer).Messages);
    }

    [Fact]
    public async Task Build_servers_read_it_as_JUnit_and_pull_requests_as_Markdown()
    {
        var (junit, markdown) = (folder.At("conform.xml"), folder.At("conform.md"));
        await RunAsync(Plain, "--family", "core", "--family", "certificates", "--suite", "certificates", "--junit", junit, "--markdown", markdown);

        var suites = XDocument.Load(junit).Root!;
        Assert.Equal("testsuites", suites.Name.LocalName);
        Assert.Equal("2", suites.Attribute("failures")!.Value);
        Assert.Equal(suites.Attribute("tests")!.Value, $"{suites.Descendants("testcase").Count()}");
        Assert.Equal(["b", "d"], suites.Descendants("failure").Select(failure => failure.Parent!.Attribute("name")!.Value));
        Assert.Contains(suites.Descendants("testcase"), test => test.Attribute("name")!.Value == "expired" && test.Element("error") is not null);
        var text = await File.ReadAllTextAsync(markdown, TestContext.Current.CancellationToken);
        Assert.Contains("| Core | ", text, StringComparison.Ordinal);
        Assert.Contains("| `b` | violates a MUST |", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failure_by_a_SHOULD_is_one_only_where_it_is_asked_for()
    {
        var story = Enforcing.LeavesFrom(5, "tls13-only").LeavesFrom(72, "tls13-only").LeavesFrom(300, "tls13-only").LeavesFrom(2400, "tls13-only");
        var (must, _) = await RunAsync(story, "--suite", "channel", "--family", "core", "--profile", "rfc8461-must");
        var (should, trial) = await RunAsync(story, "--suite", "channel", "--family", "channel", "--profile", "rfc8461-should");

        Assert.Equal(0, must);
        Assert.Equal(1, should);
        Assert.Contains("FAILED           channel: tls13-only", trial.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_testbed_cannot_have_is_no_part_of_the_test()
    {
        var suite = Suite.Find("certificates")!;
        var (_, trial) = await RunAsync(Enforcing, suite.Without([new("expired"), new("not-yet-valid")]), "--family", "certificates", "--suite", "certificates");

        Assert.Contains("UNDECIDED        certificates: wrong-name", trial.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("certificates: expired", trial.Output, StringComparison.Ordinal);
        Assert.Contains("This testbed has suite certificates without expired, not-yet-valid.", trial.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--suite study", "Suite study gives a label and no profile")]
    [InlineData("--family everything", "--family is 'everything'; allowed: one of core, certificates")]
    [InlineData("--profile strict", "--profile is 'strict'; allowed: one of rfc8461-must, rfc8461-should")]
    public async Task Wrong_usage_is_told(string arguments, string expected)
    {
        var (code, trial) = await RunAsync(Plain, arguments.Split(' '));

        Assert.Equal(2, code);
        Assert.Contains(expected, trial.Error, StringComparison.Ordinal);
    }

    private Task<(int Code, CommandLineTrial Trial)> RunAsync(AuditStory story, params string[] arguments) => RunAsync(story, Suite.Complete, arguments);

    /// <param name="deployed">What the testbed has.</param>
    private async Task<(int Code, CommandLineTrial Trial)> RunAsync(AuditStory story, Suite deployed, params string[] arguments)
    {
        var trial = new CommandLineTrial { Directory = folder.Path };
        trial.Testbed = new FakeTestbed(story, trial.Time) { Suite = deployed };
        string[] usual = arguments.Contains("--suite") ? [] : ["--suite", "certificates"];
        var code = await trial.RunAsync(
            ["conform", "--api", $"{FakeTestbed.Address}", "--token", $"{story.Token}", "--send-via", "smtp://mx.sender.example", "--timeout", "3h", .. usual, .. arguments]);
        return (code, trial);
    }
}
