using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace MtaStsAudit.Infra.Tests.DigitalOceanApi;

/// <summary>Tags. A droplet brings its own with it; a firewall can only name those that are there.</summary>
internal sealed class Tags
{
    private readonly ConcurrentDictionary<string, bool> known = [];

    public IEnumerable<string> Names => known.Keys;

    public void Add(string name)
    {
        if (name.Length is 0 or > 255 || !name.All(character => char.IsAsciiLetterOrDigit(character) || character is ':' or '-' or '_'))
        {
            throw ApiFault.Unprocessable("Name is invalid. Only letters, numbers, colons, dashes and underscores are allowed.");
        }

        known[name] = true;
    }

    /// <summary>Every tag in a firewall's own list and in its rules.</summary>
    public void RequireOf(JsonObject firewall)
    {
        var rules = new[] { ("inbound_rules", "sources"), ("outbound_rules", "destinations") }
            .SelectMany(side => (firewall[side.Item1] as JsonArray ?? []).Select(rule => rule![side.Item2]?["tags"]));
        foreach (var tag in rules.Append(firewall["tags"]).OfType<JsonArray>().SelectMany(list => list).Select(tag => (string)tag!))
        {
            if (!known.ContainsKey(tag))
            {
                throw ApiFault.Unprocessable($"tag {tag} does not exist");
            }
        }
    }

    public void Map(WebApplication app, Droplets droplets)
    {
        app.MapPost("/v2/tags", async (HttpRequest request) =>
        {
            var name = (string?)(await ApiStandIn.BodyAsync(request))["name"] ?? "";
            Add(name);
            return Results.Json(Shown(name, droplets), statusCode: StatusCodes.Status201Created);
        });
        app.MapGet("/v2/tags", (HttpRequest request) => Pages.Of(request, "tags", known.Keys.Select(name => Shown(name, droplets)["tag"]!)));
        app.MapGet("/v2/tags/{name}", (string name) => known.ContainsKey(name) ? Results.Json(Shown(name, droplets)) : throw ApiFault.NotFound);
        app.MapDelete("/v2/tags/{name}", (string name) => known.TryRemove(name, out _) ? Results.NoContent() : throw ApiFault.NotFound);
    }

    private static JsonObject Shown(string name, Droplets droplets)
    {
        var count = droplets.All.Count(droplet => droplet.Tags.Contains(name));
        return new()
        {
            ["tag"] = new JsonObject
            {
                ["name"] = name,
                ["resources"] = new JsonObject
                {
                    ["count"] = count,
                    ["droplets"] = new JsonObject { ["count"] = count },
                    ["images"] = new JsonObject { ["count"] = 0 },
                    ["volumes"] = new JsonObject { ["count"] = 0 },
                    ["volume_snapshots"] = new JsonObject { ["count"] = 0 },
                    ["databases"] = new JsonObject { ["count"] = 0 },
                },
            },
        };
    }
}
