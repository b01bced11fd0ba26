using System.Net;
using System.Text;
using MtaStsAudit.Audit.Api;
using MtaStsAudit.Audit.Commands;
using MtaStsAudit.Model.Names;

namespace MtaStsAudit.Audit.Tests.Api;

public sealed class TestbedApiTests
{
    [Theory]
    [InlineData(404, "{}", "answered 404")]
    [InlineData(200, "<html>", "cannot be read")]
    [InlineData(200, "null", "answered nothing")]
    [InlineData(200, "{}", "names no receivers")]
    [InlineData(200, """{"site":"x.test","receivers":[{"letter":"a","domain":"a b","mailHost":"m","intent":"","expected":"Refuses"}]}""", "domains that are none")]
    public async Task What_is_no_site_is_told_with_its_address_and_what_to_do(int status, string body, string words)
    {
        using var api = Answering(status, body);

        var fault = await Assert.ThrowsAsync<CommandFault>(() => api.SiteAsync(TestContext.Current.CancellationToken));
        Assert.Contains(words, fault.Message, StringComparison.Ordinal);
        Assert.Contains("http://testbed.test/under/site", fault.Message, StringComparison.Ordinal);
        Assert.Contains("--api", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"token":"x"}""")]
    public async Task What_is_no_report_is_a_fault_and_no_crash(string body)
    {
        using var api = Answering(200, body);

        await Assert.ThrowsAsync<CommandFault>(() => api.ReportAsync(AuditToken.New(), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Nobody_listening_is_a_fault_that_says_how_to_start_one()
    {
        using var api = new TestbedApi(new Uri("http://127.0.0.1:1"), TimeProvider.System);

        var fault = await Assert.ThrowsAsync<CommandFault>(() => api.SiteAsync(TestContext.Current.CancellationToken));
        Assert.Contains("audit local up", fault.Message, StringComparison.Ordinal);
    }

    private static TestbedApi Answering(int status, string body) =>
        new(new Uri("http://testbed.test/under"), TimeProvider.System, new OneAnswer(status, body));

    private sealed class OneAnswer(int status, string body) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(body, Encoding.UTF8, "application/json") });
    }
}
