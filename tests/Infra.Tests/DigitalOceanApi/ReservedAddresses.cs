using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using MtaStsAudit.Infra.Tests.Scripts;

namespace MtaStsAudit.Infra.Tests.DigitalOceanApi;

/// <summary>Reserved IPv4 addresses. What is sent to an assigned one arrives at the droplet's anchor address, as it does at DigitalOcean.</summary>
internal sealed class ReservedAddresses(Droplets droplets) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, Droplet?> dropletByAddress = [];
    private int last;

    /// <summary>How many the account may have.</summary>
    public int Limit { get; set; } = 3;

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

            if (dropletByAddress.Count >= Limit)
            {
                throw ApiFault.Unprocessable("You have reached the limit of reserved IPs for your account.");
            }

            var address = $"10.79.2.{Interlocked.Increment(ref last)}";
            dropletByAddress[address] = null;
            return Results.Json(Shown(address), statusCode: StatusCodes.Status202Accepted);
        });
        app.MapGet(path, (HttpRequest request) => Pages.Of(request, "reserved_ips", dropletByAddress.Keys.Select(address => Shown(address)["reserved_ip"]!)));
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
            var begun = (string?)sent["type"] switch
            {
                "assign" => BeginAssignment(address, droplets.Find((int?)sent["droplet_id"] ?? 0)),
                "unassign" when dropletByAddress[address] is { } droplet => droplets.Events.Begin("unassign_ip", droplet.Id, () => UnassignAsync(address)),
                "unassign" => throw ApiFault.Unprocessable("The reserved IP is not assigned to a droplet."),
                _ => throw ApiFault.Unprocessable("type must be assign or unassign"),
            };
            return Results.Json(DropletEvents.Wrapped(begun), statusCode: StatusCodes.Status201Created);
        });
    }

    /// <summary>A droplet that is gone leaves its address without one.</summary>
    public async Task ReleaseAsync(Droplet droplet)
    {
        foreach (var (address, _) in dropletByAddress.Where(pair => pair.Value == droplet))
        {
            await UnassignAsync(address);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var address in dropletByAddress.Keys)
        {
            await UnassignAsync(address);
        }
    }

    private DropletEvent BeginAssignment(string address, Droplet droplet)
    {
        if (dropletByAddress.Values.Contains(droplet))
        {
            throw ApiFault.Unprocessable("The droplet already has a reserved IP");
        }

        return droplets.Events.Begin("assign_ip", droplet.Id, async () =>
        {
            await UnassignAsync(address);
            dropletByAddress[address] = droplet;
            if (droplet.IsBooted)
            {
                await Shell.OutputOfAsync("ip", "address", "replace", $"{address}/32", "dev", "lo");
                await Shell.OutputOfAsync("iptables", [.. Rule("-A", address, droplet)]);
            }
        });
    }

    private static string[] Rule(string action, string address, Droplet droplet) =>
        ["-t", "nat", action, "OUTPUT", "-d", address, "-j", "DNAT", "--to-destination", droplet.Anchor];

    private async Task UnassignAsync(string address)
    {
        if (dropletByAddress.TryGetValue(address, out var droplet) && droplet is not null)
        {
            dropletByAddress[address] = null;
            if (droplet.IsBooted)
            {
                await Shell.RunAsync("iptables", Rule("-D", address, droplet));
                await Shell.RunAsync("ip", ["address", "delete", $"{address}/32", "dev", "lo"]);
            }
        }
    }

    private JsonObject Shown(string address) => dropletByAddress.TryGetValue(address, out var droplet)
        ? new()
        {
            ["reserved_ip"] = new JsonObject
            {
                ["ip"] = address,
                ["droplet"] = droplet is null ? null : Droplets.Shown(droplet)["droplet"]!.DeepClone(),
                ["region"] = new JsonObject { ["slug"] = "fra1", ["name"] = "Frankfurt 1" },
                ["locked"] = false,
            },
        }
        : throw ApiFault.NotFound;
}
