using MtaStsAudit.Collector.Api;
using MtaStsAudit.Collector.Http;
using MtaStsAudit.Collector.OpenApi;
using MtaStsAudit.Collector.Web.Audits;
using MtaStsAudit.Model.Scenarios;
using MtaStsAudit.Model.Settings;
using MtaStsAudit.Model.Stories;
using MtaStsAudit.Model.Verdicts;

namespace MtaStsAudit.Collector.Web.Example;

/// <summary>The page of an audit that never was.</summary>
/// <param name="LiveHtml">What an audit's page shows, rendered.</param>
public sealed record ExampleModel(string LiveHtml, string Verdict);

/// <summary><c>GET /example</c>: the judge's answer to a fixed story, shown as any audit is. Nothing of it is in the store.</summary>
internal static class ExampleEndpoint
{
    private const string File = "example/example.story";

    private static readonly Story Told = Read();

    public static void MapExample(this IEndpointRouteBuilder routes) =>
        routes.MapGetAndHead("/example", async (HttpContext context, CollectorSettings settings, HtmlFragments fragments) =>
        {
            context.Response.Headers.Vary = "Accept";
            var report = Judged();
            if (Preference.IsJson(context.Request))
            {
                return Results.Json(report, AuditReportJson.Default.AuditReport);
            }

            var view = AuditView.Of(ReportPage.Of(report, before: null), [report.Token], settings.Names, settings.Suite, Suite.Study, []) with
            {
                IsExample = true,
                Address = $"https://{settings.Names.Api}/example",
            };
            return new Page<ExamplePage, ExampleModel>(new(await fragments.RenderAsync<AuditLive, AuditView>(view), Wording.Of(report)));
        }).Answers<AuditReport>("An audit that never was, judged as every audit is");

    /// <summary>The story's end, when nothing more is waited for.</summary>
    internal static AuditReport Judged() => Told.JudgeAt(Told.Expectations[^1].At);

    private static Story Read()
    {
        using var stream = typeof(ExampleEndpoint).Assembly.GetManifestResourceStream(File)
            ?? throw new InvalidOperationException($"{File} is not in the assembly.");
        using var reader = new StreamReader(stream);
        var story = StoryParser.Parse(reader.ReadToEnd());
        return story.IsValid ? story.Value : throw new InvalidOperationException($"{File} cannot be read: {story.Error}");
    }
}
