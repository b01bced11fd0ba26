using System.Net;
using MtaStsAudit.Collector.Web;
using MtaStsAudit.Model.Inbound;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Verdicts;
using MtaStsAudit.Web.Tests.Stage;

namespace MtaStsAudit.Web.Tests.Pages;

public sealed class InboundFormTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_domain_is_checked_on_request_and_its_page_has_what_to_publish()
    {
        var found = new TaskCompletionSource();
        await using var stage = await WebStage.StartAsync(inbound: async (domain, cancelled) =>
        {
            await found.Task.WaitAsync(cancelled);
            return new InboundReport(domain, TimeProvider.System.GetUtcNow(), InboundFinding.Absent, null, [], [$"mx1.{domain}", $"mx2.{domain}"]);
        });
        using var asked = await stage.PostAsync("/inbound", Domain("checked.example"));
        Assert.Equal(HttpStatusCode.SeeOther, asked.StatusCode);
        Assert.Equal("/inbound/checked.example", asked.Headers.Location?.ToString());
        Assert.Contains("http-equiv=\"refresh\" content=\"3\"", await stage.PageAsync("/inbound/checked.example"), StringComparison.Ordinal);

        found.SetResult();
        await stage.CheckedAsync(DomainName.Parse("checked.example"));
        var html = await PageWhenDoneAsync(stage, "/inbound/checked.example");
        Assert.Contains("no policy", html, StringComparison.Ordinal);
        Assert.Matches("_mta-sts.checked.example. TXT &quot;v=STSv1; id=[0-9a-f]+;&quot;", html);
        Assert.Contains("mode: testing\nmx: mx1.checked.example\nmx: mx2.checked.example\nmax_age: 86400", WebUtility.HtmlDecode(html), StringComparison.Ordinal);
        Assert.Contains("_smtp._tls.checked.example. TXT &quot;v=TLSRPTv1; rua=mailto:tls-reports@checked.example&quot;", html, StringComparison.Ordinal);

        using var json = await stage.GetAsync("/inbound/checked.example", "application/json");
        Assert.Equal("application/json", json.Content.Headers.ContentType?.MediaType);
    }

    [Theory]
    [InlineData("no domain")]
    [InlineData("localhost")]
    [InlineData("127.0.0.1")]
    [InlineData("[192.0.2.1]")]
    [InlineData("")]
    public async Task What_is_no_mail_domain_is_not_checked_and_stands_in_the_form_again(string typed)
    {
        await using var stage = await WebStage.StartAsync(inbound: (_, _) => throw new InvalidOperationException("Nothing is to be looked at."));
        using var refused = await stage.PostAsync("/inbound", Domain(typed));
        var html = await refused.Content.ReadAsStringAsync(Cancelled);

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("role=\"alert\"", html, StringComparison.Ordinal);
        Assert.Contains($"value=\"{typed}\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_asks_for_so_many_checks_a_minute_and_no_more()
    {
        await using var stage = await WebStage.StartAsync(limits: WebStage.Unlimited with { ChecksPerMinute = 1 });
        using var first = await stage.PostAsync("/inbound", Domain("one.example"));
        using var second = await stage.PostAsync("/inbound", Domain("two.example"));

        Assert.Equal((HttpStatusCode.SeeOther, HttpStatusCode.TooManyRequests), (first.StatusCode, second.StatusCode));
    }

    [Fact]
    public async Task A_form_of_another_site_has_nothing_checked()
    {
        await using var stage = await WebStage.StartAsync();
        using var refused = await stage.PostAsync("/inbound", Domain("one.example"), from: "https://elsewhere.example");

        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
    }

    [Fact]
    public async Task Where_the_operator_turned_it_off_there_is_no_check_and_no_way_to_it()
    {
        await using var stage = await WebStage.StartAsync(offersInboundCheck: false);
        using var form = await stage.GetAsync("/inbound");
        using var asked = await stage.PostAsync("/inbound", Domain("one.example"));

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (form.StatusCode, asked.StatusCode));
        Assert.DoesNotContain("href=\"/inbound\"", await stage.PageAsync("/"), StringComparison.Ordinal);
    }

    private static Dictionary<string, string> Domain(string domain) => new() { ["domain"] = domain };

    // Stored, and a moment later no longer pending.
    private static async Task<string> PageWhenDoneAsync(WebStage stage, string path)
    {
        while (true)
        {
            var html = await stage.PageAsync(path);
            if (!html.Contains("It is being checked", StringComparison.Ordinal))
            {
                return html;
            }

            await Task.Delay(10, Cancelled);
        }
    }
}
