using MtaStsAudit.Collector.Api;
using MtaStsAudit.Collector.ClientNames;
using MtaStsAudit.Collector.Http;
using MtaStsAudit.Collector.InboundChecks;
using MtaStsAudit.Collector.Intake;
using MtaStsAudit.Collector.Logs;
using MtaStsAudit.Collector.Metrics;
using MtaStsAudit.Collector.Milter;
using MtaStsAudit.Collector.Notifications;
using MtaStsAudit.Collector.OpenApi;
using MtaStsAudit.Collector.PolicyHost;
using MtaStsAudit.Collector.PostfixLog;
using MtaStsAudit.Collector.Readiness;
using MtaStsAudit.Collector.SelfChecks;
using MtaStsAudit.Collector.Store;
using MtaStsAudit.Collector.TlsReports;
using MtaStsAudit.Collector.TlsReports.Signatures;
using MtaStsAudit.Collector.Web;
using MtaStsAudit.Model.Receivers;
using MtaStsAudit.Model.Scenarios;
using MtaStsAudit.Model.Settings;

namespace MtaStsAudit.Collector;

/// <summary>Puts the collector together: two ports for the receivers, two for the web, one store.</summary>
internal static class CollectorApp
{
    private static readonly TimeSpan LongestShutdown = TimeSpan.FromSeconds(8);

    public static WebApplication Build(CollectorSettings settings, Action<WebApplicationBuilder>? adjust = null)
    {
        // The settings file is all the configuration there is. The usual builders read more, and watch every file below the current folder.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseSockets();
        builder.Services.AddRoutingCore();
        builder.Logging.AddLog(settings.LogFormat);
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = LongestShutdown);
        builder.Services.AddSingleton(settings);
        builder.Services.AddSingleton(TimeProvider.System);
        AddStore(builder.Services, settings);
        AddIntake(builder.Services);
        AddPolicyHost(builder.Services, settings);
        builder.Services.AddClientNames();
        builder.Services.AddSingleton(provider => new SmtpdSessions(settings.Names, provider.GetRequiredService<ReceiverClocks>()));
        builder.Services.AddSingleton(new AdminSecret(settings.AdminSecretSha256));
        builder.Services.AddSingleton(TextRoom.Usual());
        builder.Services.AddSingleton<ConnectionRoom>();
        builder.Services.AddPublicData();
        builder.Services.AddApiDescription();
        builder.Services.AddWebSite();
        builder.Services.AddInboundChecks();
        builder.Services.AddReportSignatures();
        builder.Services.AddSelfCheck();
        builder.Services.AddReadiness();
        builder.Services.AddMeasuring();
        Listen(builder, settings);
        adjust?.Invoke(builder);

        var app = builder.Build();
        app.UseSecurityHeaders();
        app.UseStatusPages(settings.Names);
        app.UseResponseCompression();
        app.UseHostGuard(settings.Names);
        app.UseRequestFaults();
        app.UseStoreFaults();
        app.UseCors();
        app.UseRateLimiter();
        app.MapPolicyHost();
        app.MapHealth();
        app.MapReadiness();
        app.MapMeasuring();
        app.MapApiDescription();
        app.MapSite();
        app.MapPoll();
        app.MapAudits();
        app.MapNotifications();
        app.MapTlsReports();
        app.MapWebSite();
        return app;
    }

    private static void AddStore(IServiceCollection services, CollectorSettings settings)
    {
        services.AddSingleton(_ => EvidenceDatabase.Open(settings.Database));
        services.AddSingleton<EvidenceWriter>();
        // Registered before the server, the writer is stopped after it: what was taken in is still committed.
        services.AddHostedService(provider => provider.GetRequiredService<EvidenceWriter>());
        services.AddSingleton<IEvidenceStore, EvidenceStore>();
        services.AddSingleton<EvidenceDeletion>();
        services.AddSingleton<AuditDeletion>();
        services.AddSingleton(settings.Retention);
        services.AddSingleton<DueEvidence>();
        services.AddHostedService<Retention>();
    }

    // After the store and so stopped before it: what was taken in is still committed.
    private static void AddIntake(IServiceCollection services)
    {
        services.AddSingleton<Greylist>();
        services.AddSingleton<MilterConnection>();
        services.AddSingleton<LogIntakeConnection>();
        services.AddSingleton<IntakePorts>();
        services.AddHostedService(provider => provider.GetRequiredService<IntakePorts>());
    }

    private static void AddPolicyHost(IServiceCollection services, CollectorSettings settings)
    {
        var served = settings.Suite.Scenarios.Where(scenario => scenario.Sts is not null)
            .Select(scenario => settings.Names.PolicyHost(scenario.Name).Value)
            .Append(settings.Names.Api.Value)
            .ToHashSet();
        services.AddSingleton(provider => new ServerCertificates(
            settings.Certificates, served, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<ServerCertificates>>()));
        services.AddSingleton<FailedHandshakes>();
        services.AddSingleton(new FirstContacts(settings.Rules.UntilChange, settings.Rules.RetryWindow));
        services.AddSingleton<PolicyHostTls>();
    }

    private static void Listen(WebApplicationBuilder builder, CollectorSettings settings) => builder.WebHost.ConfigureKestrel(kestrel =>
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = HttpLimits.LargestBody;
        kestrel.Limits.MaxRequestHeadersTotalSize = HttpLimits.LargestHeaders;
        kestrel.Limits.RequestHeadersTimeout = HttpLimits.HeadersWithin;
        kestrel.Limits.KeepAliveTimeout = HttpLimits.IdleFor;
        kestrel.Listen(settings.Http);
        kestrel.Listen(settings.Https, listen =>
        {
            ConnectionRoom.Guard(listen);
            PolicyHostTls.Use(listen);
        });
    });
}
