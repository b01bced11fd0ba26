using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace MtaStsAudit.Infra.Tests.DigitalOceanApi;

/// <summary>Droplets by the API. Each is an SSH server on addresses of this machine.</summary>
internal sealed class Droplets : IAsyncDisposable
{
    private readonly ConcurrentDictionary<int, Droplet> byId = [];
    private int last;

    public IEnumerable<string> Names => byId.Values.Select(droplet => droplet.Name);

    public IEnumerable<Droplet> All => byId.Values;

    public static JsonObject Completed(string type) => new()
    {
        ["action"] = new JsonObject { ["id"] = 1, ["status"] = "completed", ["type"] = type, ["started_at"] = "2026-01-01T00:00:00Z", ["completed_at"] = "2026-01-01T00:00:01Z" },
    };

    public Droplet Find(int id) => byId.TryGetValue(id, out var droplet) ? droplet : throw ApiFault.NotFound;

    public void Map(WebApplication app, NamedObjects keys)
    {
        const string path = "/v2/droplets";
        app.MapPost(path, async (HttpRequest request) =>
        {
            var sent = await ApiStandIn.BodyAsync(request);
            foreach (var name in new[] { "name", "region", "size", "image" })
            {
                if (string.IsNullOrWhiteSpace(sent[name]?.ToString()))
                {
                    throw ApiFault.Unprocessable($"{name} is missing");
                }
            }

            if (!((string)sent["name"]!).All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '.'))
            {
                throw ApiFault.Unprocessable("Only valid hostname characters are allowed. (a-z, A-Z, 0-9, . and -)");
            }

            var authorized = (sent["ssh_keys"] as JsonArray ?? []).Select(wanted => keys.All
                .FirstOrDefault(key => (string?)key["fingerprint"] == wanted!.ToString() || key["id"]!.ToString() == wanted!.ToString())
                ?? throw ApiFault.Unprocessable($"{wanted} are invalid key identifiers for Droplet creation.")).Select(key => (string)key["public_key"]!).ToList();
            var droplet = await Droplet.StartAsync(Interlocked.Increment(ref last), sent, authorized);
            byId[droplet.Id] = droplet;
            return Results.Json(Shown(droplet), statusCode: StatusCodes.Status202Accepted);
        });
        app.MapGet(path, () => Results.Json(new JsonObject
        {
            ["droplets"] = new JsonArray([.. byId.Values.Select(droplet => Shown(droplet)["droplet"]!.DeepClone())]),
            ["links"] = new JsonObject(),
            ["meta"] = new JsonObject { ["total"] = byId.Count },
        }));
        app.MapGet(path + "/{id:int}", (int id) => Results.Json(Shown(Find(id))));
        app.MapPost(path + "/{id:int}/actions", async (int id, HttpRequest request) =>
        {
            var sent = await ApiStandIn.BodyAsync(request);
            if ((string?)sent["type"] == "rename")
            {
                Find(id).Name = (string)sent["name"]!;
            }

            return Results.Json(Completed((string)sent["type"]!), statusCode: StatusCodes.Status201Created);
        });
        app.MapGet(path + "/{id:int}/actions/{action:int}", (int id, int action) => Results.Json(Completed("rename")));
        app.MapGet("/v2/actions/{action:int}", (int action) => Results.Json(Completed("rename")));
        app.MapDelete(path + "/{id:int}", async (int id) =>
        {
            await Find(id).DisposeAsync();
            byId.TryRemove(id, out _);
            return Results.NoContent();
        });
    }

    public static JsonObject Shown(Droplet droplet) => new()
    {
        ["droplet"] = new JsonObject
        {
            ["id"] = droplet.Id,
            ["name"] = droplet.Name,
            ["status"] = "active",
            ["locked"] = false,
            ["memory"] = 1024,
            ["vcpus"] = 1,
            ["disk"] = 25,
            ["created_at"] = "2026-01-01T00:00:00Z",
            ["size_slug"] = droplet.Sent["size"]!.DeepClone(),
            ["size"] = new JsonObject { ["slug"] = droplet.Sent["size"]!.DeepClone(), ["price_monthly"] = 6, ["price_hourly"] = 0.009 },
            ["image"] = new JsonObject { ["id"] = 1, ["slug"] = droplet.Sent["image"]!.DeepClone() },
            ["region"] = new JsonObject { ["slug"] = droplet.Sent["region"]!.DeepClone() },
            ["vpc_uuid"] = droplet.Sent["vpc_uuid"]?.DeepClone(),
            ["features"] = new JsonArray((bool?)droplet.Sent["ipv6"] == true ? ["ipv6", "private_networking"] : ["private_networking"]),
            ["tags"] = new JsonArray(),
            ["volume_ids"] = new JsonArray(),
            ["networks"] = new JsonObject
            {
                ["v4"] = new JsonArray(
                    new JsonObject { ["ip_address"] = droplet.IPv4, ["netmask"] = "255.255.255.0", ["gateway"] = "10.79.0.254", ["type"] = "public" },
                    new JsonObject { ["ip_address"] = droplet.Private, ["netmask"] = "255.255.240.0", ["type"] = "private" }),
                ["v6"] = new JsonArray(
                    new JsonObject { ["ip_address"] = droplet.IPv6, ["netmask"] = 64, ["gateway"] = "fd79::1", ["type"] = "public" }),
            },
        },
    };

    public async ValueTask DisposeAsync()
    {
        foreach (var droplet in byId.Values)
        {
            await droplet.DisposeAsync();
        }
    }
}
