using System.Net;
using System.Text.Json;
using MtaStsAudit.Web.Tests.Stage;

namespace MtaStsAudit.Web.Tests.Pages;

/// <summary>What is answered to requests that nothing serves, and to HEAD.</summary>
public sealed class AnswerTests(OpenTestbed testbed) : IClassFixture<OpenTestbed>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/nope", HttpStatusCode.NotFound, "There is nothing here")]
    [InlineData("/audits", HttpStatusCode.MethodNotAllowed, "What is here takes POST.")]
    [InlineData("/tls-reports/abc", HttpStatusCode.NotFound, "There is nothing here")]
    [InlineData("/policy-fetches?before=x", HttpStatusCode.BadRequest, "That cannot be read")]
    [InlineData("/tlsrpt", HttpStatusCode.MethodNotAllowed, "What is here takes POST.")]
    [InlineData("/assets/x/no-such.css", HttpStatusCode.NotFound, "There is nothing here")]
    public async Task An_answer_that_is_no_success_says_what_is_wrong_as_a_page_and_as_JSON(string path, HttpStatusCode status, string words)
    {
        using var page = await testbed.Stage.GetAsync(path);
        using var json = await testbed.Stage.GetAsync(path, "application/json");

        Assert.Equal((status, status), (page.StatusCode, json.StatusCode));
        Assert.Equal("text/html", page.Content.Headers.ContentType?.MediaType);
        Assert.Contains(words, await page.Content.ReadAsStringAsync(Cancelled), StringComparison.Ordinal);
        using var told = JsonDocument.Parse(await json.Content.ReadAsStringAsync(Cancelled));
        Assert.Contains(words, told.RootElement.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(page.Headers.GetValues("X-Content-Type-Options")));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/scenarios")]
    [InlineData("/scenarios/expired")]
    [InlineData("/site")]
    [InlineData("/health")]
    [InlineData("/providers")]
    [InlineData("/providers.csv")]
    [InlineData("/tls-reports")]
    [InlineData("/policy-fetches")]
    [InlineData("/audits/0f8fad5b-d9cb-469f-a165-70867728950e")]
    [InlineData("/audits/0f8fad5b-d9cb-469f-a165-70867728950e.json")]
    [InlineData("/tls-reports/1")]
    public async Task HEAD_answers_as_GET_does_without_the_content(string path)
    {
        using var asked = await testbed.Stage.GetAsync(path);
        using var request = new HttpRequestMessage(HttpMethod.Head, path);
        request.Headers.Accept.ParseAdd("text/html");
        using var head = await testbed.Stage.Client.SendAsync(request, Cancelled);

        Assert.Equal(asked.StatusCode, head.StatusCode);
        Assert.Equal(asked.Content.Headers.ContentType, head.Content.Headers.ContentType);
        Assert.Empty(await head.Content.ReadAsByteArrayAsync(Cancelled));
    }

    [Fact]
    public async Task What_changes_something_does_not_by_HEAD()
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, "/audits");
        using var head = await testbed.Stage.Client.SendAsync(request, Cancelled);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, head.StatusCode);
    }
}
