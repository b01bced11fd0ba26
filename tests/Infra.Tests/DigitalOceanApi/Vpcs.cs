using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace MtaStsAudit.Infra.Tests.DigitalOceanApi;

/// <summary>Private networks. A region's first one becomes its default and can never be deleted, whoever made it.</summary>
internal sealed class Vpcs
{
    private readonly ConcurrentDictionary<string, string> defaultByRegion = [];
    private readonly ConcurrentDictionary<string, string> byTheAccount = [];

    private readonly NamedObjects made = new("vpc", "vpcs", ["name", "region"]) { UniqueName = true };

    /// <summary>Those that somebody asked for; what the account has by itself is not among them.</summary>
    public IEnumerable<string> Names => made.Names;

    /// <summary>The network of a droplet that names none.</summary>
    public string DefaultOf(string region) => defaultByRegion.GetOrAdd(region, _ =>
    {
        var id = Guid.NewGuid().ToString();
        byTheAccount[id] = region;
        return id;
    });

    public void Map(WebApplication app)
    {
        app.MapGet("/v2/vpcs/{id:guid}", (string id) => byTheAccount.TryGetValue(id, out var region)
            ? Results.Json(new JsonObject { ["vpc"] = new JsonObject { ["id"] = id, ["name"] = $"default-{region}", ["region"] = region, ["ip_range"] = "10.79.16.0/20", ["urn"] = $"do:vpc:{id}", ["default"] = true, ["created_at"] = "2026-01-01T00:00:00Z" } })
            : Results.Json(new JsonObject { ["vpc"] = made.Find(id).DeepClone() }));
        made.Refused = vpc => (bool)vpc["default"]! ? new ApiFault(StatusCodes.Status403Forbidden, "forbidden", "Can not delete default VPCs") : null;
        made.Map(app, "/v2/vpcs", vpc =>
        {
            vpc["ip_range"] ??= "10.79.16.0/20";
            vpc["urn"] = $"do:vpc:{vpc["id"]}";
            vpc["default"] = defaultByRegion.TryAdd((string)vpc["region"]!, (string)vpc["id"]!);
            vpc["created_at"] = "2026-01-01T00:00:00Z";
        });
    }
}
