using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using MtaStsAudit.Collector.Store;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Web.Tests.Stage;

namespace MtaStsAudit.Web.Tests.Pages;

/// <summary>What is told of a request that comes to nothing.</summary>
public sealed class ProblemTests(OpenTestbed testbed) : IClassFixture<OpenTestbed>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/nope", "application/json", 404)]
    [InlineData("/nope", "application/problem+json", 404)]
    [InlineData("/audits/no-uuid", "application/json", 400)]
    [InlineData("/.well-known/nothing", "application/json", 404)]
    [InlineData("/policy-fetches?before=x", "*/*", 400)]
    [InlineData("/providers/nobody", "application/json", 404)]
    public async Task A_program_reads_problem_details_with_the_original_s_message_beside_them(string path, string accept, int status)
    {
        using var response = await testbed.Stage.GetAsync(path, accept);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>(Cancelled);

        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(status, problem.GetProperty("status").GetInt32());
        Assert.NotEmpty(problem.GetProperty("title").GetString()!);
        Assert.NotEmpty(problem.GetProperty("detail").GetString()!);
        Assert.StartsWith(problem.GetProperty("title").GetString()!, problem.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Contains("Accept", response.Headers.Vary);
    }

    [Theory]
    [InlineData("text/html")]
    [InlineData("application/json")]
    public async Task A_fault_of_the_service_itself_is_told_without_the_framework_s_words(string accept)
    {
        await using var stage = await WebStage.StartAsync(services: services => services.AddSingleton<IEvidenceStore, FailingStore>());
        using var response = await stage.GetAsync($"/audits/{AuditToken.New()}", accept);
        var body = await response.Content.ReadAsStringAsync(Cancelled);

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Contains("The fault is this service", body, StringComparison.Ordinal);
        Assert.DoesNotContain("Object reference", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_that_is_too_large_is_told_so_in_our_words_with_the_way_back()
    {
        var audit = await testbed.Stage.MakeAuditAsync();
        using var response = await testbed.Stage.PostAsync($"{audit.Path}/sender", new Dictionary<string, string> { ["provider"] = new string('x', 100_000) }, audit.Cookie);
        var html = await response.Content.ReadAsStringAsync(Cancelled);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Contains("It is larger than what is taken here.", html, StringComparison.Ordinal);
        Assert.Contains($"href=\"{audit.Path}\"", html, StringComparison.Ordinal);
        Assert.DoesNotContain("max request body size", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/site")]
    [InlineData("/scenarios")]
    [InlineData("/scenarios/a")]
    [InlineData("/providers")]
    [InlineData("/tls-reports")]
    [InlineData("/policy-fetches")]
    [InlineData("/example")]
    public async Task What_has_data_is_JSON_where_JSON_is_asked_for(string path)
    {
        using var response = await testbed.Stage.GetAsync(path, "application/json");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
        using var document = JsonDocument.Parse(await response.Content.ReadAsStringAsync(Cancelled));
    }
}
