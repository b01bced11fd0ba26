using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;
using MtaStsAudit.Web.Tests.Browser;
using MtaStsAudit.Web.Tests.Stage;

namespace MtaStsAudit.Web.Tests.Pages;

/// <summary>The description of the API is held against what the running service answers.</summary>
public sealed class OpenApiTests(OpenExhibition open) : IClassFixture<OpenExhibition>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private Exhibition Exhibition => open.Exhibition;

    public static TheoryData<string, string> Described => new()
    {
        { "/site", "/site" },
        { "/health", "/health" },
        { "/scenarios", "/scenarios" },
        { "/scenarios/{name}", "/scenarios/first-untrusted" },
        { "/providers", "/providers" },
        { "/providers.json", "/providers.json" },
        { "/providers/{provider}", "/providers/careful.example" },
        { "/tls-reports", "/tls-reports" },
        { "/tls-reports/{id}", "/tls-reports/REPORT" },
        { "/policy-fetches", "/policy-fetches" },
        { "/inbound/{domain}", "/inbound/careful.example" },
        { "/audits/{tokens}", "/audits/TOKEN" },
        { "/audits/{tokens}.json", "/audits/TOKEN.json" },
        { "/audits/{tokens}/export.json", "/audits/TOKEN/export.json" },
        { "/", "/" },
        { "/example", "/example" },
    };

    public static TheoryData<string, string, string> Forms => new()
    {
        { "/audits", "201", "suite=study" },
        { "/mailbox", "200", $"secret={Uri.EscapeDataString(WebStage.AdminSecret)}" },
        { "/poll", "200", "users=TOKEN" },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task What_a_form_answers_a_program_is_what_is_described(string path, string status, string fields)
    {
        await Exhibition.Stage.Store.AppendAsync(
            [new Model.Evidence.MessageAccepted(
                new Model.Names.ReceiverName('a'), new(IPAddress.Parse("192.0.2.7"), 40_000, null), null, null, "", "postmaster@audit.test", null, "4Qabc", "Hello", 5)],
            "Hello"u8.ToArray(), Cancelled);
        var pairs = fields.Replace("TOKEN", $"{Exhibition.Judged.Token}", StringComparison.Ordinal).Split('=');
        using var response = await Exhibition.Stage.PostAsync(path, new Dictionary<string, string> { [pairs[0]] = Uri.UnescapeDataString(pairs[1]) }, accept: "application/json");
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>(Cancelled);

        Assert.Equal(status, $"{(int)response.StatusCode}");
        AssertFits(await SchemaOfAsync(path, status, "application/json", method: "post"), answer);
        Assert.NotEqual("{}", answer.ToString());
        Assert.NotEqual("[]", answer.ToString());
    }

    [Theory]
    [MemberData(nameof(Described))]
    public async Task What_is_answered_is_what_is_described_and_nothing_beyond_it(string path, string asked)
    {
        var address = asked.Replace("TOKEN", $"{Exhibition.Judged.Token}", StringComparison.Ordinal).Replace("REPORT", $"{Exhibition.ReportId}", StringComparison.Ordinal);
        using var response = await Exhibition.Stage.GetAsync(address, "application/json");
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>(Cancelled);
        var schema = await SchemaOfAsync(path, "200", "application/json");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        AssertFits(schema, answer);
        // The schema is not so lenient that all would fit.
        Assert.False(JsonSchema.FromText(schema.ToJsonString()).Evaluate(JsonDocument.Parse("{\"something\":\"else\"}").RootElement).IsValid);
    }

    [Theory]
    [InlineData("/audits/{tokens}", "/audits/not-a-uuid", "400")]
    [InlineData("/providers/{provider}", "/providers/nobody", "404")]
    [InlineData("/scenarios/{name}", "/scenarios/none", "404")]
    [InlineData("/inbound/{domain}", "/inbound/never.example", "404")]
    public async Task A_fault_is_what_is_described(string path, string asked, string status)
    {
        using var response = await Exhibition.Stage.GetAsync(asked, "application/json");
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>(Cancelled);

        Assert.Equal(status, $"{(int)response.StatusCode}");
        AssertFits(await SchemaOfAsync(path, status, "application/problem+json", closed: false), answer);
    }

    [Fact]
    public async Task Every_path_that_is_described_is_held_against_an_answer()
    {
        var document = await DocumentAsync();

        Assert.Equal("3.1.1", document["openapi"]!.GetValue<string>());
        Assert.Equal(Described.Select(row => row.Data.Item1).Concat(Forms.Select(row => row.Data.Item1)).Order(StringComparer.Ordinal), document["paths"]!.AsObject().Select(path => path.Key).Order(StringComparer.Ordinal));
    }

    private static void AssertFits(JsonNode schema, JsonElement answer)
    {
        var result = JsonSchema.FromText(schema.ToJsonString()).Evaluate(answer, new EvaluationOptions { OutputFormat = OutputFormat.List });
        Assert.True(result.IsValid, string.Join('\n', (result.Details ?? []).Where(detail => detail.Errors is { Count: > 0 })
            .SelectMany(detail => detail.Errors!.Select(error => $"{detail.InstanceLocation}: {error.Key}: {error.Value}")).Take(20)));
    }

    private async Task<JsonNode> DocumentAsync() =>
        JsonNode.Parse(await Exhibition.Stage.Client.GetStringAsync(new Uri("/openapi.json", UriKind.Relative), Cancelled))!;

    // JSON Schema's own place for definitions, and no member that is not described.
    private async Task<JsonNode> SchemaOfAsync(string path, string status, string type, bool closed = true, string method = "get")
    {
        var document = JsonNode.Parse((await DocumentAsync()).ToJsonString().Replace("#/components/schemas/", "#/$defs/", StringComparison.Ordinal))!;
        var schema = document["paths"]![path]![method]!["responses"]![status]!["content"]![type]!["schema"]!.DeepClone().AsObject();
        schema["$defs"] = document["components"]!["schemas"]!.DeepClone();
        Prepare(schema, closed);
        return schema;
    }

    // The discriminator is OpenAPI's own word, and says no more than the alternatives do.
    private static void Prepare(JsonNode? node, bool closed)
    {
        switch (node)
        {
            case JsonObject members:
                members.Remove("discriminator");
                foreach (var member in members.ToList())
                {
                    Prepare(member.Value, closed);
                }

                if (closed && members["properties"] is JsonObject && members["additionalProperties"] is null && members["anyOf"] is null && members["type"] is not null)
                {
                    members["additionalProperties"] = false;
                }

                break;
            case JsonArray items:
                foreach (var item in items)
                {
                    Prepare(item, closed);
                }

                break;
        }
    }
}
