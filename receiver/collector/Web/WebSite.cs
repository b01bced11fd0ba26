using MtaStsAudit.Collector.Api;
using MtaStsAudit.Collector.Http;
using MtaStsAudit.Collector.Store;
using MtaStsAudit.Collector.Web.About;
using MtaStsAudit.Collector.Web.Assets;
using MtaStsAudit.Collector.Web.Audits;
using MtaStsAudit.Collector.Web.Example;
using MtaStsAudit.Collector.Web.HowItWorks;
using MtaStsAudit.Collector.Web.InboundPages;
using MtaStsAudit.Collector.Web.Live;
using MtaStsAudit.Collector.Web.Mailbox;
using MtaStsAudit.Collector.Web.PolicyFetches;
using MtaStsAudit.Collector.Web.Providers;
using MtaStsAudit.Collector.Web.Scenarios;
using MtaStsAudit.Collector.Web.Start;
using MtaStsAudit.Collector.Web.TlsReports;

namespace MtaStsAudit.Collector.Web;

/// <summary>The web page: its services and its rooms.</summary>
internal static class WebSite
{
    public static void AddWebSite(this IServiceCollection services)
    {
        services.AddSingleton<EvidenceArchive>();
        services.AddSingleton<AuditRegistry>();
        services.AddSingleton<InboundResults>();
        services.AddSingleton<OperatorsMail>();
        services.AddSingleton<AuditReports>();
        services.AddSingleton<HtmlFragments>();
        services.AddSingleton<LiveStates>();
        services.AddSingleton<AuditFeed>();
        services.AddHostedService<EvidenceNews>();
        services.AddSingleton<AuditPages>();
        services.AddSingleton<ProviderTable>();
        services.AddWebLimits();
    }

    private static void MapPublicTables(this IEndpointRouteBuilder tables)
    {
        tables.MapProviders();
        tables.MapTlsReportPages();
        tables.MapPolicyFetches();
    }

    public static void MapWebSite(this IEndpointRouteBuilder routes)
    {
        routes.MapAssets();
        routes.MapStart();
        routes.MapAbout();
        routes.MapExample();
        routes.MapMailbox();
        routes.MapHowItWorks();
        routes.MapGroup("").IsPublic().MapScenarios();
        routes.MapAuditForms();
        routes.MapEvents();
        var tables = routes.MapGroup("").RequireRateLimiting(WebLimits.Reading);
        tables.MapGroup("").IsPublic().MapPublicTables();
        tables.MapInbound();
        routes.MapBadge();
    }
}
