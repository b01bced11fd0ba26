using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace MtaStsAudit.Infra.Tests.DigitalOceanApi;

/// <summary>DigitalOcean's API on loopback, as far as the program uses it: what it holds, what it refuses, and droplets that are SSH servers here.</summary>
internal sealed class ApiStandIn : IAsyncDisposable
{
    public const string Token = "dop_v1_stand_in";

    private readonly WebApplication app;
    private readonly ConcurrentQueue<(string Method, string Path, ApiFault Fault)> planned = [];

    private ApiStandIn(WebApplication app, Droplets droplets)
    {
        (this.app, Droplets) = (app, droplets);
        Addresses = new ReservedAddresses(droplets);
        droplets.Gone = async droplet =>
        {
            await Addresses.ReleaseAsync(droplet);
            Projects.Forget($"do:droplet:{droplet.Id}");
        };
    }

    public Uri Address => new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    public Droplets Droplets { get; }

    public ReservedAddresses Addresses { get; }

    public Zones Zones { get; } = new();

    public NamedObjects Keys { get; } = new("ssh_key", "ssh_keys", ["name", "public_key"]) { Number = true };

    public Vpcs Vpcs { get; } = new();

    public Tags Tags { get; } = new();

    public NamedObjects Firewalls { get; } = new("firewall", "firewalls", ["name"]) { UniqueName = true };

    public Projects Projects { get; } = new();

    public ConcurrentQueue<string> Requests { get; } = [];

    /// <summary>Everything it holds but zones, which are the operator's own, and the default project.</summary>
    public IEnumerable<string> Held =>
    [
        .. Droplets.Names.Select(name => $"droplet {name}"),
        .. Addresses.All.Select(address => $"reserved address {address}"),
        .. Keys.Names.Select(name => $"key {name}"),
        .. Vpcs.Names.Select(name => $"VPC {name}"),
        .. Firewalls.Names.Select(name => $"firewall {name}"),
        .. Tags.Names.Select(name => $"tag {name}"),
        .. Projects.Names.Select(name => $"project {name}"),
        .. Zones.Records.Select(record => $"record {record}"),
    ];

    public static async Task<ApiStandIn> StartAsync(params string[] zones)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        var standIn = new ApiStandIn(app, new Droplets());
        foreach (var zone in zones)
        {
            standIn.Zones.Add(zone);
        }

        standIn.Map();
        await app.StartAsync();
        return standIn;
    }

    /// <summary>The next request of that kind is answered with the fault.</summary>
    /// <param name="path">How the path begins.</param>
    public void FailNext(string method, string path, ApiFault fault) => planned.Enqueue((method, path, fault));

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        await Addresses.DisposeAsync();
        await Droplets.DisposeAsync();
    }

    internal static async Task<JsonObject> BodyAsync(HttpRequest request) => await request.ReadFromJsonAsync<JsonObject>() ?? [];

    private void Map()
    {
        app.Use(GuardAsync);
        app.MapGet("/v2/account", () => Results.Json(new
        {
            account = new { uuid = "00000000-0000-0000-0000-000000000003", status = "active", droplet_limit = Droplets.Limit, floating_ip_limit = Addresses.Limit, reserved_ip_limit = Addresses.Limit },
        }));
        Offers.Map(app);
        Keys.Map(app, "/v2/account/keys", key => key["fingerprint"] = SshPublicKey.FingerprintOf((string)key["public_key"]!));
        Vpcs.Map(app);
        Tags.Map(app, Droplets);
        Firewalls.Checked = Tags.RequireOf;
        Firewalls.Map(app, "/v2/firewalls", firewall =>
        {
            firewall["status"] = "succeeded";
            firewall["pending_changes"] = new JsonArray();
            firewall["created_at"] = "2026-01-01T00:00:00Z";
        });
        Projects.Map(app);
        Droplets.Map(app, Keys, Vpcs, Tags);
        Addresses.Map(app);
        Zones.Map(app);
        app.MapFallback(() => Results.Json(new { id = "not_found", message = ApiFault.NotFound.Message }, statusCode: StatusCodes.Status404NotFound));
    }

    private async Task GuardAsync(HttpContext context, RequestDelegate next)
    {
        Requests.Enqueue($"{context.Request.Method} {context.Request.Path}");
        try
        {
            if (context.Request.Headers.Authorization != $"Bearer {Token}")
            {
                throw ApiFault.Unauthorized;
            }

            if (planned.TryPeek(out var plan) && plan.Method == context.Request.Method
                && context.Request.Path.StartsWithSegments(plan.Path, StringComparison.Ordinal) && planned.TryDequeue(out plan))
            {
                throw plan.Fault;
            }

            await next(context);
        }
        catch (ApiFault fault)
        {
            await fault.WriteAsync(context);
        }
        catch (Exception malformed) when (malformed is System.Text.Json.JsonException or BadHttpRequestException)
        {
            await new ApiFault(StatusCodes.Status400BadRequest, "bad_request", "error parsing request body").WriteAsync(context);
        }
    }
}
