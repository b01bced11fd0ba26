using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using MtaStsAudit.Collector.ClientNames;
using MtaStsAudit.Collector.Store;
using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Scenarios;
using MtaStsAudit.Model.Settings;
using MtaStsAudit.Model.Verdicts;

namespace MtaStsAudit.Collector.Tests.Running;

/// <summary>A whole collector on loopback, on ports that the system chose, with a store of its own.</summary>
internal sealed class RunningCollector : IAsyncDisposable
{
    /// <summary>Of "the secret".</summary>
    public const string AdminSecretSha256 = "368a693d784c7d1957ec748148a5de1e1f2e97f1f6360c69b0cfcf6471bbbf07";

    public static readonly SiteNames Names = new(DomainName.Parse("audit.test"));

    private readonly WebApplication app;
    private readonly EndPoints endPoints;

    private RunningCollector(WebApplication app)
    {
        this.app = app;
        endPoints = new(app);
    }

    public IPEndPoint Milter => endPoints.Milter;

    public IPEndPoint LogIntake => endPoints.LogIntake;

    public IPEndPoint Https => endPoints.Https;

    public HttpClient Http => new() { BaseAddress = endPoints.Http };

    public EvidenceArchive Archive => app.Services.GetRequiredService<EvidenceArchive>();

    public ReportMails ReportMails => app.Services.GetRequiredService<ReportMails>();

    /// <summary>Raised for what is committed.</summary>
    public EvidenceWriter Writer => app.Services.GetRequiredService<EvidenceWriter>();

    public IEvidenceStore Store => app.Services.GetRequiredService<IEvidenceStore>();

    /// <param name="store">Stands in for the store, to fail or to hold back on purpose.</param>
    /// <param name="database">A connection string; a file in the folder if left out.</param>
    /// <param name="names">What DNS says of clients' names; nothing if left out.</param>
    /// <param name="log">Hears all that the collector's log would; nobody does if left out.</param>
    /// <param name="services">Stands in for more, DNS say.</param>
    /// <param name="suite">The study's if left out.</param>
    public static async Task<RunningCollector> StartAsync(
        TemporaryFolder folder, IEvidenceStore? store = null, string? database = null, TimeProvider? time = null, ILoggerProvider? log = null,
        ClientNameCheck? names = null, Action<IServiceCollection>? services = null, Suite? suite = null)
    {
        var any = new IPEndPoint(IPAddress.Loopback, 0);
        var settings = new CollectorSettings
        {
            Names = Names,
            Milter = any,
            LogIntake = any,
            Http = any,
            Https = any,
            Certificates = folder.At("certificates"),
            Database = database ?? $"Data Source={folder.At("evidence.db")}",
            AdminSecretSha256 = AdminSecretSha256,
            SelfCheck = TimeSpan.Zero,
            Suite = suite ?? Suite.Study,
            Rules = AuditRules.Default,
        };
        var app = CollectorApp.Build(settings, builder =>
        {
            builder.Logging.ClearProviders();
            builder.Services.AddSingleton(time ?? TimeProvider.System);
            // No test asks the real DNS about anybody's names.
            builder.Services.AddSingleton(names ?? ((_, _) => Task.FromResult<ClientNameChecked?>(null)));
            if (log is not null)
            {
                builder.Logging.AddProvider(log).AddFilter("MtaStsAudit", LogLevel.Trace);
            }

            if (store is not null)
            {
                builder.Services.AddSingleton(store);
            }

            services?.Invoke(builder.Services);
        });
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new RunningCollector(app);
    }

    public static async Task<NetworkStream> ConnectAsync(IPEndPoint endPoint)
    {
        var socket = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(endPoint, TestContext.Current.CancellationToken);
        return new NetworkStream(socket, ownsSocket: true);
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync(CancellationToken.None);
        await app.DisposeAsync();
    }
}
