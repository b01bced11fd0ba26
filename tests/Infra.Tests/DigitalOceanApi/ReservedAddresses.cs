using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using MtaStsAudit.Infra.Tests.Scripts;

namespace MtaStsAudit.Infra.Tests.DigitalOceanApi;

/// <summary>Reserved IPv4 addresses. What is sent to an assigned one arrives at the droplet's anchor address, as it does at DigitalOcean.</summary>
internal sealed class ReservedAddresses(Droplets droplets) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, int?> dropletByAddress = [];
    private int last;

    public IEnumerable<string> All => dropletByAddress.Keys;

    public void Map(WebApplication app)
    {
        const string path = "/v2/reserved_ips";
        app.MapPost(path, async (HttpRequest request) =>
        {
            if ((string?)(await ApiStandIn.BodyAsync(request))["region"] is null)
            {
                throw ApiFault.Unprocessable("region or droplet_id is required");
            }

            var address = $"10.79.2.{Interlocked.Increment(ref last)}";
            dropletByAddress[address] = null;
            return Results.Json(Shown(address), statusCode: StatusCodes.Status202Accepted);
        });
        app.MapGet(path, () => Results.Json(new JsonObject
        {
            ["reserved_ips"] = new JsonArray([.. dropletByAddress.Keys.Select(address => Shown(address)["reserved_ip"]!.DeepClone())]),
            ["links"] = new JsonObject(),
            ["meta"] = new JsonObject { ["total"] = dropletByAddress.Count },
        }));
        app.MapGet(path + "/{address}", (string address) => Results.Json(Shown(address)));
        app.MapDelete(path + "/{address}", async (string address) =>
        {
            _ = Shown(address);
            await UnassignAsync(address);
            dropletByAddress.TryRemove(address, out _);
            return Results.NoContent();
        });
        app.MapPost(path + "/{address}/actions", async (string address, HttpRequest request) =>
        {
            _ = Shown(address);
            var sent = await ApiStandIn.BodyAsync(request);
            switch ((string?)sent["type"])
            {
                case "assign":
                    var droplet = droplets.Find((int?)sent["droplet_id"] ?? 0);
                    if (dropletByAddress.Values.Contains(droplet.Id))
                    {
                        throw ApiFault.Unprocessable("The droplet already has a reserved IP");
                    }

                    dropletByAddress[address] = droplet.Id;
                    await Shell.OutputOfAsync("ip", "address", "replace", $"{address}/32", "dev", "lo");
                    await Shell.OutputOfAsync("iptables", [.. Rule("-A", address, droplet)]);
                    break;
                case "unassign":
                    await UnassignAsync(address);
                    break;
                default:
                    throw ApiFault.Unprocessable("type must be assign or unassign");
            }

            return Results.Json(Droplets.Completed($"{sent["type"]}_ip"), statusCode: StatusCodes.Status201Created);
        });
        app.MapGet(path + "/{address}/actions/{id:int}", (string address, int id) => Results.Json(Droplets.Completed("assign_ip")));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var address in dropletByAddress.Keys)
        {
            await UnassignAsync(address);
        }
    }

    private static string[] Rule(string action, string address, Droplet droplet) =>
        ["-t", "nat", action, "OUTPUT", "-d", address, "-j", "DNAT", "--to-destination", droplet.Anchor];

    private async Task UnassignAsync(string address)
    {
        if (dropletByAddress.TryGetValue(address, out var id) && id is { } droplet)
        {
            await Shell.RunAsync("iptables", Rule("-D", address, droplets.Find(droplet)));
            await Shell.RunAsync("ip", ["address", "delete", $"{address}/32", "dev", "lo"]);
            dropletByAddress[address] = null;
        }
    }

    private JsonObject Shown(string address) => dropletByAddress.TryGetValue(address, out var droplet)
        ? new()
        {
            ["reserved_ip"] = new JsonObject
            {
                ["ip"] = address,
                ["droplet"] = droplet is { } id ? Droplets.Shown(droplets.Find(id))["droplet"]!.DeepClone() : null,
                ["region"] = new JsonObject { ["slug"] = "fra1", ["name"] = "Frankfurt 1" },
                ["locked"] = false,
            },
        }
        : throw ApiFault.NotFound;
}
