using System.Net;
using Microsoft.Extensions.Time.Testing;
using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Verdicts;
using MtaStsAudit.Web.Tests.Stage;

namespace MtaStsAudit.Web.Tests.Pages;

/// <summary>What senders, reporters and owners write is shown, and never run.</summary>
public sealed class SenderTextTests
{
    private const string Image = "\"'><img src=x onerror=alert(1)>";
    private const string Script = "</code></pre><script>alert(1)</script>";

    [Fact]
    public async Task Text_of_strangers_is_escaped_wherever_it_is_shown()
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var stage = await WebStage.StartAsync(time);
        var audit = await stage.MakeAuditAsync();
        var sender = new RigSender(stage.Store, audit.Token)
        {
            Helo = $"helo{Image}{Script}",
            HostName = $"host{Image}.{Script}.example",
            MailFrom = $"from{Image}{Script}@sender.example",
            Subject = $"subject{Image}{Script}",
            UserAgent = $"agent{Image}{Script}",
        };
        await sender.MailCompliantlyAsync();
        time.Advance(AuditRules.Default.Settle + TimeSpan.FromSeconds(1));
        await sender.MailCompliantlyAsync();
        using var named = await stage.PostAsync(
            $"{audit.Path}/sender", new Dictionary<string, string> { ["provider"] = $"name{Image}", ["then"] = "publish" }, audit.Cookie);
        Assert.Equal(HttpStatusCode.SeeOther, named.StatusCode);
        var readable = await ReportAsync(stage, SampleTlsReport.About('b', time.GetUtcNow(), $"type{Image}", $"org{Image}{Script}", $"more{Image}{Script}"));
        var unreadable = await ReportAsync(stage, $"{Image}{Script}");

        var mailed = (await stage.Store.AppendAsync(
            [new TlsReportReceived(null, null, "{\"report-id\": \"1\"}", new ReportEnvelope(ByMail: true, $"file{Image}", null, $"subject{Image}"))], default, TestContext.Current.CancellationToken))[0].Id;

        await AssertHarmlessAsync(stage, audit.Path, audit.Cookie, "helo", "host", "from", "subject", "agent", "name");
        await AssertHarmlessAsync(stage, audit.Path, null, "helo", "host", "from", "subject", "agent");
        await AssertHarmlessAsync(stage, "/providers", null, "name");
        await AssertHarmlessAsync(stage, "/policy-fetches", null, "agent");
        await AssertHarmlessAsync(stage, "/tls-reports", null, "org");
        await AssertHarmlessAsync(stage, $"/tls-reports/{readable}", null, "org", "type", "more");
        await AssertHarmlessAsync(stage, $"/tls-reports/{unreadable}", null, "");
        await AssertHarmlessAsync(stage, $"/tls-reports/{mailed}", null, "file", "subject");
    }

    private static async Task AssertHarmlessAsync(WebStage stage, string path, string? cookie, params string[] shown)
    {
        var html = await stage.PageAsync(path, cookie);
        Assert.DoesNotContain("<img", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<script>", html, StringComparison.OrdinalIgnoreCase);
        Assert.All(shown, word => Assert.Contains($"{word}&quot;&#x27;&gt;&lt;img src=x onerror=alert(1)&gt;", html, StringComparison.OrdinalIgnoreCase));
    }

    private static async Task<long> ReportAsync(WebStage stage, string report) => (await stage.Store.AppendAsync(
        [new TlsReportReceived(IPAddress.Parse("192.0.2.25"), $"agent{Image}", report)], default, TestContext.Current.CancellationToken))[0].Id;
}
