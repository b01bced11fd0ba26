using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using MtaStsAudit.Collector;
using MtaStsAudit.Collector.ClientNames;
using MtaStsAudit.Collector.InboundChecks;
using MtaStsAudit.Collector.Store;
using MtaStsAudit.Collector.Web;
using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Inbound;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Scenarios;
using MtaStsAudit.Model.Settings;
using MtaStsAudit.Model.Verdicts;

namespace MtaStsAudit.Web.Tests.Stage;

/// <summary>A collector of its own, in this process: free loopback ports, a database in a temporary folder.</summary>
internal sealed class WebStage : IAsyncDisposable
{
    public const string AdminSecret = "a secret of this test";

    public static readonly SiteNames Names = new(DomainName.Parse("audit.test"));

    private readonly WebApplication app;
    private readonly DirectoryInfo folder;

    private WebStage(WebApplication app, DirectoryInfo folder, Uri address)
    {
        this.app = app;
        this.folder = folder;
        Address = address;
        Client = NewClient();
    }

    public Uri Address { get; }

    /// <summary>Follows no redirects and keeps no cookies.</summary>
    public HttpClient Client { get; }

    public IServiceProvider Services => app.Services;

    public IEvidenceStore Store => Services.GetRequiredService<IEvidenceStore>();

    /// <param name="settle">The settling time; a minute if left out.</param>
    /// <param name="suite">The study's if left out.</param>
    /// <param name="database">A connection string; a new SQLite file if left out.</param>
    /// <param name="services">Stands in for more.</param>
    public static async Task<WebStage> StartAsync(
        TimeProvider? time = null, TimeSpan? settle = null, WebLimits? limits = null, string? database = null, DomainCheck? inbound = null,
        Suite? suite = null, SiteOperator? siteOperator = null, bool offersInboundCheck = true, Action<IServiceCollection>? services = null)
    {
        var folder = Directory.CreateTempSubdirectory("web-tests-");
        var anyPort = new IPEndPoint(IPAddress.Loopback, 0);
        var settings = new CollectorSettings
        {
            Names = Names,
            Milter = anyPort,
            LogIntake = anyPort,
            Http = anyPort,
            Https = anyPort,
            Certificates = Path.Combine(folder.FullName, "certificates"),
            Database = database ?? $"Data Source={Path.Combine(folder.FullName, "evidence.db")};Pooling=False",
            AdminSecretSha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(AdminSecret))),
            SelfCheck = TimeSpan.Zero,
            Suite = suite ?? Suite.Study,
            Operator = siteOperator ?? SiteOperator.Unnamed,
            OffersInboundCheck = offersInboundCheck,
            Rules = AuditRules.Default with { Settle = settle ?? AuditRules.Default.Settle },
        };
        var app = CollectorApp.Build(settings, builder =>
        {
            builder.Logging.ClearProviders();
            builder.Services.AddSingleton(time ?? TimeProvider.System);
            builder.Services.AddSingleton(limits ?? Unlimited);
            builder.Services.AddSingleton(inbound ?? NothingPublished);
            builder.Services.AddSingleton<ClientNameCheck>((_, _) => Task.FromResult<ClientNameChecked?>(null));
            services?.Invoke(builder.Services);
        });
        await app.StartAsync();
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        // In the order in which the collector listens: HTTP, HTTPS.
        return new(app, folder, new Uri(addresses.First()));
    }

    // No test asks the real DNS about anybody's domain.
    private static Task<InboundReport> NothingPublished(DomainName domain, CancellationToken cancellationToken) =>
        Task.FromResult(new InboundReport(domain, TimeProvider.System.GetUtcNow(), InboundFinding.Absent, null, []));

    /// <summary>Limits that a test does not meet unless it wants to.</summary>
    public static WebLimits Unlimited { get; } = new(10_000, 10_000, 10_000, 10_000, 10_000);

    public HttpClient NewClient() => new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, MaxConnectionsPerServer = int.MaxValue })
    {
        BaseAddress = Address,
        Timeout = TimeSpan.FromSeconds(100),
    };

    /// <summary>The page at a path, as a browser asks for it.</summary>
    public async Task<string> PageAsync(string path, string? cookie = null)
    {
        using var response = await GetAsync(path, "text/html,application/xhtml+xml,*/*;q=0.8", cookie);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("text/html", response.Content.Headers.ContentType?.MediaType);
        return await response.Content.ReadAsStringAsync();
    }

    public Task<HttpResponseMessage> GetAsync(string path, string accept = "text/html", string? cookie = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Accept.ParseAdd(accept);
        Add(request.Headers, cookie);
        return Client.SendAsync(request);
    }

    public Task<HttpResponseMessage> PostAsync(
        string path, IReadOnlyDictionary<string, string>? fields = null, string? cookie = null, string? from = null, string accept = "text/html")
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(fields ?? new Dictionary<string, string>()) };
        request.Headers.Accept.ParseAdd(accept);
        Add(request.Headers, cookie);
        if (from is not null)
        {
            request.Headers.Add("Origin", from);
        }

        return Client.SendAsync(request);
    }

    /// <summary>Makes an audit as the start page's button does.</summary>
    /// <param name="suite">The one that is chosen there; none if left out.</param>
    public async Task<OwnedAudit> MakeAuditAsync(string? suite = null)
    {
        using var response = await PostAsync("/audits", suite is null ? null : new Dictionary<string, string> { ["suite"] = suite });
        Assert.Equal(HttpStatusCode.SeeOther, response.StatusCode);
        return OwnedAudit.Of(response);
    }

    /// <summary>Waits until a domain's inbound check is stored.</summary>
    public async Task CheckedAsync(DomainName domain)
    {
        var results = Services.GetRequiredService<InboundResults>();
        while (await results.FindAsync(domain, TestContext.Current.CancellationToken) is null)
        {
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
        folder.Delete(recursive: true);
    }

    private static void Add(HttpRequestHeaders headers, string? cookie)
    {
        if (cookie is not null)
        {
            headers.Add("Cookie", cookie);
        }
    }
}

/// <summary>An audit, and the cookie that its owner's browser keeps.</summary>
internal sealed record OwnedAudit(AuditToken Token, string Cookie)
{
    public string Path => $"/audits/{Token}";

    public string Key => Cookie.Split('=', 2)[1];

    public static OwnedAudit Of(HttpResponseMessage response)
    {
        var path = response.Headers.Location!.ToString().Split('?')[0];
        Assert.True(AuditToken.TryParse(path["/audits/".Length..], out var token), path);
        return new(token, Assert.Single(response.Headers.GetValues("Set-Cookie")).Split(';')[0]);
    }
}
