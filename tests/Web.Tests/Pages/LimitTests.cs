using System.Net;
using MtaStsAudit.Collector.Web;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Web.Tests.Stage;

namespace MtaStsAudit.Web.Tests.Pages;

public sealed class LimitTests
{
    [Fact]
    public async Task A_client_makes_so_many_audits_a_minute_and_no_more()
    {
        await using var stage = await WebStage.StartAsync(limits: WebStage.Unlimited with { MakesPerMinute = 2 });

        Assert.Equal([HttpStatusCode.SeeOther, HttpStatusCode.SeeOther, HttpStatusCode.TooManyRequests], await ThreeTimesAsync(() => stage.PostAsync("/audits")));
    }

    [Fact]
    public async Task A_client_guesses_so_many_owners_keys_a_minute_and_no_more()
    {
        await using var stage = await WebStage.StartAsync(limits: WebStage.Unlimited with { ChangesPerMinute = 2 });
        var audit = await stage.MakeAuditAsync();

        Assert.Equal(
            [HttpStatusCode.Forbidden, HttpStatusCode.Forbidden, HttpStatusCode.TooManyRequests],
            await ThreeTimesAsync(() => stage.PostAsync($"{audit.Path}/owner", new Dictionary<string, string> { ["key"] = "guessed" })));
    }

    [Theory]
    [InlineData("text/html")]
    [InlineData("application/json")]
    public async Task A_client_looks_at_so_many_unknown_tokens_a_minute_and_no_more(string accept)
    {
        await using var stage = await WebStage.StartAsync(limits: WebStage.Unlimited with { UnknownPerMinute = 2 });
        var known = AuditToken.New();
        await new RigSender(stage.Store, known).DeliverAsync("a");

        Assert.Equal(
            [HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.TooManyRequests],
            await ThreeTimesAsync(() => stage.GetAsync($"/audits/{AuditToken.New()}", accept)));
        Assert.Equal(
            [HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK],
            await ThreeTimesAsync(() => stage.GetAsync($"/audits/{known}", accept)));
    }

    [Fact]
    public async Task Another_spelling_of_an_address_or_a_claim_to_be_another_client_is_no_way_around_a_limit()
    {
        await using var stage = await WebStage.StartAsync(limits: WebStage.Unlimited with { UnknownPerMinute = 4 });
        List<HttpStatusCode> answers = [];
        foreach (var (method, path) in new[]
        {
            (HttpMethod.Get, $"/audits/{AuditToken.New()}"),
            (HttpMethod.Get, $"/Audits/{AuditToken.New().ToString().ToUpperInvariant()}"),
            (HttpMethod.Get, $"/audits/{AuditToken.New()}.json"),
            (HttpMethod.Get, $"/%61udits/{AuditToken.New()}/"),
            (HttpMethod.Get, $"/audits/{AuditToken.New()}?x=1"),
            (HttpMethod.Get, $"/AUDITS/{AuditToken.New()}.json"),
        })
        {
            using var request = new HttpRequestMessage(method, path);
            request.Headers.Add("X-Forwarded-For", $"198.51.100.{answers.Count}");
            request.Headers.Add("Forwarded", $"for=198.51.100.{answers.Count}");
            using var response = await stage.Client.SendAsync(request, TestContext.Current.CancellationToken);
            answers.Add(response.StatusCode);
        }

        Assert.Equal([.. Enumerable.Repeat(HttpStatusCode.OK, 4), .. Enumerable.Repeat(HttpStatusCode.TooManyRequests, 2)], answers);
    }

    [Fact]
    public async Task A_client_keeps_so_many_pages_open_and_no_more()
    {
        await using var stage = await WebStage.StartAsync(limits: WebStage.Unlimited with { OpenPages = 1 });
        var path = $"/audits/{AuditToken.New()}/events";
        using var first = await stage.Client.GetAsync(path, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        using var second = await stage.Client.GetAsync(path, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.Equal(HttpStatusCode.TooManyRequests, second.StatusCode);
    }

    [Fact]
    public async Task A_form_that_is_too_large_is_refused()
    {
        await using var stage = await WebStage.StartAsync();
        var audit = await stage.MakeAuditAsync();
        using var response = await stage.PostAsync(
            $"{audit.Path}/sender", new Dictionary<string, string> { ["provider"] = new('x', 100_000), ["then"] = "save" }, audit.Cookie);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }

    [Theory]
    [InlineData("192.0.2.1", "192.0.2.1")]
    [InlineData("::ffff:192.0.2.1", "192.0.2.1")]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64")]
    public void A_client_is_an_IPv4_address_or_an_IPv6_network(string address, string expected)
    {
        var context = new Microsoft.AspNetCore.Http.DefaultHttpContext();
        context.Connection.RemoteIpAddress = IPAddress.Parse(address);

        Assert.Equal(expected, WebLimits.ClientOf(context));
    }

    private static async Task<List<HttpStatusCode>> ThreeTimesAsync(Func<Task<HttpResponseMessage>> ask)
    {
        List<HttpStatusCode> answers = [];
        for (var count = 0; count < 3; count++)
        {
            using var response = await ask();
            answers.Add(response.StatusCode);
        }

        return answers;
    }
}
