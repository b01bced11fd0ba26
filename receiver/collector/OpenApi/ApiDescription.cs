using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using MtaStsAudit.Collector.Api;
using MtaStsAudit.Collector.Http;
using MtaStsAudit.Collector.Web;
using MtaStsAudit.Collector.Web.Audits;
using MtaStsAudit.Collector.Web.Mailbox;
using MtaStsAudit.Collector.Web.PolicyFetches;
using MtaStsAudit.Collector.Web.Providers;
using MtaStsAudit.Collector.Web.TlsReports;
using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Inbound;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Scenarios;
using MtaStsAudit.Model.Verdicts;
using JsonOptions = Microsoft.AspNetCore.Http.Json.JsonOptions;

namespace MtaStsAudit.Collector.OpenApi;

/// <summary>
/// The description of all JSON that the service answers with, <c>GET /openapi.json</c> (OpenAPI 3.1). It is made from the types that are
/// serialized, and an endpoint is in it that says what it answers (<see cref="Answers"/>).
/// </summary>
internal static class ApiDescription
{
    private const string Document = "v1";
    private const string Json = "application/json";
    private const string ProblemJson = "application/problem+json";

    // What a converter writes as a text.
    private static readonly Type[] Texts = [typeof(ReceiverName), typeof(AuditToken), typeof(IPAddress), typeof(DomainName)];

    public static void AddApiDescription(this IServiceCollection services)
    {
        services.Configure<JsonOptions>(options => AsAnswered(options.SerializerOptions));
        services.AddOpenApi(Document, options =>
        {
            options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
            options.ShouldInclude = endpoint => endpoint.ActionDescriptor.EndpointMetadata.OfType<IEndpointSummaryMetadata>().Any();
            options.AddDocumentTransformer((document, _, _) =>
            {
                document.Info = new()
                {
                    Title = "MTA-STS audit",
                    Version = Document,
                    Description = "What a testbed saw of a mail sender, and what it makes of it. JSON is answered where Accept asks for application/json; addresses that end in .json always do.",
                };
                return Task.CompletedTask;
            });
            options.AddSchemaTransformer((schema, context, _) =>
            {
                if (Texts.Contains(Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type))
                {
                    schema.Type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) is null ? JsonSchemaType.String : JsonSchemaType.String | JsonSchemaType.Null;
                }

                // What is null is left out.
                foreach (var property in context.JsonTypeInfo.Properties.Where(property => property.IsGetNullable))
                {
                    schema.Required?.Remove(property.Name);
                }

                return Task.CompletedTask;
            });
        });
    }

    public static void MapApiDescription(this IEndpointRouteBuilder routes) =>
        routes.MapOpenApi("/openapi.json").IsPublic().RequireRateLimiting(WebLimits.Reading);

    /// <summary>Says what an endpoint answers with where JSON is asked for.</summary>
    /// <param name="summary">A few words.</param>
    /// <param name="faults">The statuses of its other answers: problem details.</param>
    public static RouteHandlerBuilder Answers<T>(this RouteHandlerBuilder endpoint, string summary, params ReadOnlySpan<int> faults) =>
        endpoint.AnswersWith<T>(StatusCodes.Status200OK, summary, faults);

    /// <param name="summary">A few words, and the fields of the form where it takes one.</param>
    public static RouteHandlerBuilder AnswersWith<T>(this RouteHandlerBuilder endpoint, int success, string summary, params ReadOnlySpan<int> faults)
    {
        endpoint.WithSummary(summary).Produces<T>(success, Json);
        foreach (var status in faults)
        {
            endpoint.ProducesProblem(status, ProblemJson);
        }

        return endpoint;
    }

    // As the contexts of the answers have it: they serialize, here they describe.
    private static void AsAnswered(JsonSerializerOptions options)
    {
        foreach (var context in new IJsonTypeInfoResolver[]
        {
            AuditReportJson.Default, AuditExportJson.Default, SiteDescriptionJson.Default, ScenarioDescriptionJson.Default, InboundReportJson.Default,
            ProviderJson.Default, TlsReportJson.Default, PolicyFetchJson.Default, MailboxJson.Default, FormDoneJson.Default, ApiJson.Default,
        })
        {
            options.TypeInfoResolverChain.Add(context);
        }

        options.NumberHandling = JsonNumberHandling.Strict;
        options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        options.Converters.Add(new ReceiverNameConverter());
        options.Converters.Add(new AuditTokenConverter());
        options.Converters.Add(new IPAddressConverter());
        options.Converters.Add(new DomainNameConverter());
        options.Converters.Add(new JsonStringEnumConverter());
    }
}
