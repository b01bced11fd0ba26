using Microsoft.Extensions.Time.Testing;
using MtaStsAudit.Audit.Commands;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Verdicts;
using MtaStsAudit.Web.Tests.Stage;

namespace MtaStsAudit.Web.Tests.Pages;

/// <summary><c>audit claim</c>, <c>audit publish</c> and <c>audit bounce</c> against the service itself: what its pages offer, without a browser.</summary>
public sealed class PublishVerbTests
{
    private readonly FakeTimeProvider time = new(TimeProvider.System.GetUtcNow());

    [Fact]
    public async Task An_audit_is_claimed_once_and_the_key_that_is_told_opens_its_page()
    {
        await using var stage = await WebStage.StartAsync();
        var token = AuditToken.New();

        var (code, told, _) = await RunAsync(stage, key: null, "claim", $"{token}");
        var key = told.TrimEnd().Split('\n')[^1];
        Assert.Equal(0, code);
        Assert.Contains(key, await stage.PageAsync($"/audits/{token}", $"audit-owner={key}"), StringComparison.Ordinal);

        var (again, _, why) = await RunAsync(stage, key: null, "claim", $"{token}");
        Assert.Equal(2, again);
        Assert.Contains("409: It has an owner", why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_judged_audit_is_claimed_published_and_withdrawn()
    {
        await using var stage = await WebStage.StartAsync(time);
        var token = AuditToken.New();
        await JudgeAsync(stage, token);

        var (code, told, why) = await RunAsync(stage, key: null, "publish", $"{token}", "--provider", "Careful Mail", "--domain", "careful.example");
        Assert.True(code == 0, why);
        Assert.Contains("Careful Mail", await stage.PageAsync("/providers"), StringComparison.Ordinal);

        var key = told.Split('\n')[1];
        Assert.Equal(0, (await RunAsync(stage, key, "publish", $"{token}", "--withdraw")).Code);
        Assert.DoesNotContain("Careful Mail", await stage.PageAsync("/providers"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_audit_without_a_verdict_is_neither_published_nor_claimed()
    {
        await using var stage = await WebStage.StartAsync(time);
        var token = AuditToken.New();

        var (code, told, why) = await RunAsync(stage, key: null, "publish", $"{token}", "--provider", "Careful Mail");
        Assert.Equal((2, ""), (code, told));
        Assert.Contains("has no verdict yet", why, StringComparison.Ordinal);
        Assert.Equal(0, (await RunAsync(stage, key: null, "claim", $"{token}")).Code);
    }

    [Fact]
    public async Task Another_key_is_refused_in_the_words_of_the_testbed()
    {
        await using var stage = await WebStage.StartAsync(time);
        var token = AuditToken.New();
        await JudgeAsync(stage, token);
        await RunAsync(stage, key: null, "claim", $"{token}");

        var (code, _, why) = await RunAsync(stage, "guessed", "publish", $"{token}", "--provider", "Careful Mail");
        Assert.Equal(2, code);
        Assert.Contains("403: Only its owner may do that", why, StringComparison.Ordinal);
        Assert.DoesNotContain("Careful Mail", await stage.PageAsync("/providers"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData]
    [InlineData("--provider", "Careful Mail", "--withdraw")]
    public async Task It_is_either_published_or_withdrawn(params string[] options)
    {
        await using var stage = await WebStage.StartAsync();

        var (code, _, why) = await RunAsync(stage, key: null, ["publish", $"{AuditToken.New()}", .. options]);
        Assert.Equal(2, code);
        Assert.Contains("Either --provider", why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bounce_is_handed_in_by_its_file_and_what_was_read_is_told()
    {
        await using var stage = await WebStage.StartAsync(time);
        var token = AuditToken.New();
        await JudgeAsync(stage, token);
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, $"Final-Recipient: rfc822; {token}@b.audit.test\nAction: delayed\nStatus: 4.7.4\nDiagnostic-Code: smtp; TLS is required\n", TestContext.Current.CancellationToken);

            var (code, told, why) = await RunAsync(stage, key: null, "bounce", $"{token}", file);
            Assert.True(code == 0, why);
            Assert.Equal("b: delayed (4.7.4); names TLS: “TLS is required”\n", told);
            Assert.Contains("What the sender told its user", await stage.PageAsync($"/audits/{token}"), StringComparison.Ordinal);

            var (again, _, known) = await RunAsync(stage, key: null, "bounce", $"{token}", file);
            Assert.Equal((0, true), (again, known.Contains("known already", StringComparison.Ordinal)));

            await File.WriteAllTextAsync(file, "Your mail was lost.", TestContext.Current.CancellationToken);
            var (none, _, whyNot) = await RunAsync(stage, key: null, "bounce", $"{token}", file);
            Assert.Equal((2, true), (none, whyNot.Contains("422: That is not about this audit", StringComparison.Ordinal)));
        }
        finally
        {
            File.Delete(file);
        }
    }

    private async Task JudgeAsync(WebStage stage, AuditToken token)
    {
        var sender = new RigSender(stage.Store, token);
        await sender.MailCompliantlyAsync();
        time.Advance(AuditRules.Default.Settle + TimeSpan.FromSeconds(1));
        await sender.MailCompliantlyAsync();
    }

    private static async Task<(int Code, string Told, string Why)> RunAsync(WebStage stage, string? key, params string[] arguments)
    {
        await using var output = new StringWriter { NewLine = "\n" };
        await using var error = new StringWriter { NewLine = "\n" };
        var environment = CommandEnvironment.Real() with { Out = output, Error = error, IsTerminal = false, Variable = name => name == OwnerKey.Variable ? key : null };
        var code = await CommandLine.RunAsync([.. arguments, "--api", stage.Address.ToString()], environment, TestContext.Current.CancellationToken);
        return (code, output.ToString(), error.ToString());
    }
}
