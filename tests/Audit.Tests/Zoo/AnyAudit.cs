using System.Net;
using System.Text;
using System.Text.Json;
using MtaStsAudit.Deployment.Local;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Scenarios;
using MtaStsAudit.Model.Verdicts;
using MtaStsAudit.Model.Verdicts.Profile;

namespace MtaStsAudit.Audit.Tests.Zoo;

/// <summary>A testbed that is up and has judged every audit it is asked for alike. It keeps the tokens that it was asked for.</summary>
internal sealed class AnyAudit(SupportLabel label = SupportLabel.FullSupport) : HttpMessageHandler
{
    public HashSet<string> Tokens { get; } = [];

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var path = request.RequestUri!.AbsolutePath;
        var json = path == "/site"
            ? JsonSerializer.Serialize(SiteDescription.Of(LocalSite.Default.Names, Suite.Complete, new AuditRules(TimeSpan.FromSeconds(3), TimeSpan.FromMinutes(2))), SiteDescriptionJson.Default.SiteDescription)
            : JsonSerializer.Serialize(ReportOf(path["/audits/".Length..]), AuditReportJson.Default.AuditReport);
        return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(json, Encoding.UTF8, "application/json") });
    }

    private AuditReport ReportOf(string token)
    {
        lock (Tokens)
        {
            Tokens.Add(token);
        }

        return new(AuditToken.TryParse(token, out var parsed) ? parsed : throw new ArgumentException(token), AuditPhase.Judged, null, [],
            OutboundFinding.Enforces, InboundFinding.NotChecked, label, "It did.", [], 5, [], IsFinal: true)
        {
            Profile =
            [
                .. Suite.Complete.Scenarios.Select(scenario => new ScenarioResult(scenario.Name, scenario.Family, scenario.Asks, scenario.Expected,
                    scenario.Requirement.Level, scenario.Requirement.Sections, Conformance.Conforms, "It delivered, as asked.", true, [])),
            ],
        };
    }
}
