using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace MtaStsAudit.Infra.Tests.DigitalOceanApi;

/// <summary>Droplets by the API. Each is an SSH server on addresses of this machine, unless <see cref="Boot"/> is off.</summary>
internal sealed class Droplets : IAsyncDisposable
{
    private static readonly string[] Required = ["name", "region", "size", "image"];

    private readonly ConcurrentDictionary<int, Droplet> byId = [];
    private int last;

    /// <summary>Whether a droplet is more than an entry.</summary>
    public bool Boot { get; set; } = true;

    /// <summary>How many the account may have.</summary>
    public int Limit { get; set; } = 25;

    public DropletEvents Events { get; } = new();

    /// <summary>Told of each that is gone.</summary>
    public Func<Droplet, Task> Gone { get; set; } = _ => Task.CompletedTask;

    public IEnumerable<string> Names => byId.Values.Select(droplet => droplet.Name);

    public IEnumerable<Droplet> All => byId.Values;

    public Droplet Find(int id) => byId.TryGetValue(id, out var droplet) ? droplet : throw ApiFault.NotFound;

    public void Map(WebApplication app, NamedObjects keys, Vpcs vpcs, Tags tags)
    {
        const string path = "/v2/droplets";
        app.MapPost(path, async (HttpRequest request) =>
        {
            var sent = await ApiStandIn.BodyAsync(request);
            var authorized = Check(sent, keys);
            sent["vpc_uuid"] ??= vpcs.DefaultOf((string)sent["region"]!);
            foreach (var tag in sent["tags"] as JsonArray ?? [])
            {
                tags.Add((string)tag!);
            }

            var id = Interlocked.Increment(ref last);
            var droplet = Boot ? await Droplet.StartAsync(id, sent, authorized) : new Droplet(id, sent);
            byId[id] = droplet;
            Begin("create", droplet, () => droplet.Status = "active");
            return Results.Json(Shown(droplet), statusCode: StatusCodes.Status202Accepted);
        });
        app.MapGet(path, (HttpRequest request, string? tag_name) => Pages.Of(request, "droplets",
            byId.Values.OrderBy(droplet => droplet.Id).Where(droplet => tag_name is null || droplet.Tags.Contains(tag_name)).Select(droplet => Shown(droplet)["droplet"]!)));
        app.MapGet(path + "/{id:int}", async (int id) =>
        {
            _ = Find(id);
            await Events.PollAsync(id);
            return Results.Json(Shown(Find(id)));
        });
        app.MapPost(path + "/{id:int}/actions", async (int id, HttpRequest request) =>
        {
            var (droplet, sent) = (Find(id), await ApiStandIn.BodyAsync(request));
            var type = (string?)sent["type"];
            var begun = type switch
            {
                "rename" => Begin(type, droplet, () => droplet.Name = (string)sent["name"]!),
                "shutdown" or "power_off" => Begin(type, droplet, () => droplet.Status = "off"),
                "power_on" => Begin(type, droplet, () => droplet.Status = "active"),
                _ => throw ApiFault.Unprocessable($"You specified an invalid type {type} of action."),
            };
            return Results.Json(DropletEvents.Wrapped(begun), statusCode: StatusCodes.Status201Created);
        });
        app.MapDelete(path + "/{id:int}", (int id) =>
        {
            var droplet = Find(id);
            // The answer comes at once, and the droplet is seen for a while.
            Events.Begin("destroy", id, async () =>
            {
                await droplet.DisposeAsync();
                byId.TryRemove(id, out _);
                await Gone(droplet);
            });
            return Results.NoContent();
        });
        Events.Map(app, Find);
    }

    public static JsonObject Shown(Droplet droplet) => new()
    {
        ["droplet"] = new JsonObject
        {
            ["id"] = droplet.Id,
            ["name"] = droplet.Name,
            ["status"] = droplet.Status,
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
            ["tags"] = new JsonArray([.. droplet.Tags.Select(tag => JsonValue.Create(tag))]),
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

        Events.Dispose();
    }

    private DropletEvent Begin(string type, Droplet droplet, Action complete) => Events.Begin(type, droplet.Id, () =>
    {
        complete();
        return Task.CompletedTask;
    });

    private List<string> Check(JsonObject sent, NamedObjects keys)
    {
        foreach (var name in Required)
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

        if (byId.Count >= Limit)
        {
            throw ApiFault.Unprocessable("creating this/these droplet(s) will exceed your droplet limit");
        }

        return (sent["ssh_keys"] as JsonArray ?? []).Select(wanted => keys.All
            .FirstOrDefault(key => (string?)key["fingerprint"] == wanted!.ToString() || string.Create(CultureInfo.InvariantCulture, $"{key["id"]}") == wanted!.ToString())
            ?? throw ApiFault.Unprocessable($"{wanted} are invalid key identifiers for Droplet creation.")).Select(key => (string)key["public_key"]!).ToList();
    }
}
