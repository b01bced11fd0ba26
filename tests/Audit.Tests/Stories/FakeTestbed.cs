using System.Net;
using System.Text;
using System.Text.Json;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Receivers;
using MtaStsAudit.Model.Scenarios;
using MtaStsAudit.Model.Tests.Verdicts;
using MtaStsAudit.Model.Verdicts;

namespace MtaStsAudit.Audit.Tests.Stories;

/// <summary>The API of a testbed at which a story happens: it answers with what was seen up to the clock's time.</summary>
internal sealed class FakeTestbed(AuditStory story, TimeProvider time) : HttpMessageHandler
{
    public static readonly Uri Address = new("http://testbed.test/");

    /// <summary>Seconds of the story, from the first one on, at which nothing answers.</summary>
    public (int From, int To)? Absence { get; init; }

    /// <summary>The provider table, with a name that would clear the screen.</summary>
    public const string Providers = "| Provider | Support |\n|---|---|\n| Example\u001b[2J | Full support |\n";

    public int Requests { get; private set; }

    public static SiteDescription Site { get; } = SiteOf(Suite.Study);

    /// <summary>What the testbed has.</summary>
    public Suite Suite { get; init; } = Suite.Study;

    private static SiteDescription SiteOf(Suite suite) => SiteDescription.Of(
        new SiteNames(DomainName.Parse("audit.test")), suite, new AuditRules(TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(7200)));

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Requests++;
        var second = (int)(time.GetUtcNow() - AuditStory.Start).TotalSeconds;
        if (Absence is { } absence && second >= absence.From && second < absence.To)
        {
            throw new HttpRequestException("Connection refused");
        }

        var json = request.RequestUri!.AbsolutePath switch
        {
            "/site" => JsonSerializer.Serialize(SiteOf(Suite), SiteDescriptionJson.Default.SiteDescription),
            var path when path == $"/audits/{story.Token}" =>
                JsonSerializer.Serialize(story.SeenUntil(second, [.. Suite.Receivers]), AuditReportJson.Default.AuditReport),
            "/providers.md" => Providers,
            _ => null,
        };
        var response = new HttpResponseMessage(json is null ? HttpStatusCode.NotFound : HttpStatusCode.OK)
        {
            Content = new StringContent(json ?? "", Encoding.UTF8, "application/json"),
        };
        response.Headers.Date = time.GetUtcNow();
        return Task.FromResult(response);
    }
}
