using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace MtaStsAudit.Infra.Tests.DigitalOceanApi;

/// <summary>Zones and their records, with the checks by which the API refuses a record.</summary>
internal sealed class Zones
{
    private const int ShortestTtl = 30;

    // No TLSA: the API does not know it.
    private static readonly string[] Types = ["A", "AAAA", "CAA", "CNAME", "MX", "NS", "SRV", "TXT"];

    private readonly ConcurrentDictionary<string, ConcurrentDictionary<int, JsonObject>> zones = [];
    private int last = 1000;

    /// <summary>Told of each TXT record with its full name, before the answer.</summary>
    public Func<string, string, Task> TextAdded { get; set; } = (_, _) => Task.CompletedTask;

    public Func<string, Task> TextRemoved { get; set; } = _ => Task.CompletedTask;

    public IEnumerable<string> Records => zones.Values.SelectMany(records => records.Values).Select(record => $"{record["type"]} {record["name"]} {record["data"]}");

    public void Add(string zone) => zones[zone] = [];

    public void Map(WebApplication app)
    {
        app.MapGet("/v2/domains", (HttpRequest request) => Pages.Of(request, "domains", zones.Keys.Select(zone => new JsonObject { ["name"] = zone, ["ttl"] = 1800, ["zone_file"] = "" })));
        app.MapGet("/v2/domains/{zone}", (string zone) => RecordsOf(zone) is not null
            ? Results.Json(new { domain = new { name = zone, ttl = 1800, zone_file = "" } })
            : throw ApiFault.NotFound);
        app.MapGet("/v2/domains/{zone}/records", (HttpRequest request, string zone, string? type, string? name) =>
        {
            var found = RecordsOf(zone).Values
                .Where(record => type is null || (string?)record["type"] == type)
                // The filter takes the full name, while the record shows the relative one.
                .Where(record => name is null || FullName(record, zone) == name)
                .ToList();
            return Pages.Of(request, "domain_records", found);
        });
        app.MapPost("/v2/domains/{zone}/records", async (string zone, HttpRequest request) =>
        {
            var records = RecordsOf(zone);
            var record = await ApiStandIn.BodyAsync(request);
            Check(zone, record, records.Values);
            record["id"] = Interlocked.Increment(ref last);
            Stored(record);
            records[(int)record["id"]!] = record;
            if ((string?)record["type"] == "TXT")
            {
                await TextAdded(FullName(record, zone), (string)record["data"]!);
            }

            return Results.Json(Wrapped(record), statusCode: StatusCodes.Status201Created);
        });
        app.MapGet("/v2/domains/{zone}/records/{id:int}", (string zone, int id) => Results.Json(Wrapped(Find(zone, id))));
        app.MapMethods("/v2/domains/{zone}/records/{id:int}", [HttpMethods.Put, HttpMethods.Patch], async (string zone, int id, HttpRequest request) =>
        {
            var changed = (JsonObject)Find(zone, id).DeepClone();
            foreach (var (name, value) in await ApiStandIn.BodyAsync(request))
            {
                changed[name] = value?.DeepClone();
            }

            Check(zone, changed, RecordsOf(zone).Values.Where(other => (int)other["id"]! != id));
            Stored(changed);
            RecordsOf(zone)[id] = changed;
            return Results.Json(Wrapped(changed));
        });
        app.MapDelete("/v2/domains/{zone}/records/{id:int}", async (string zone, int id) =>
        {
            if (!RecordsOf(zone).TryRemove(id, out var record))
            {
                throw ApiFault.NotFound;
            }

            if ((string?)record["type"] == "TXT")
            {
                await TextRemoved(FullName(record, zone));
            }

            return Results.NoContent();
        });
    }

    private static void Check(string zone, JsonObject record, IEnumerable<JsonObject> others)
    {
        var (type, name, data) = ((string?)record["type"], (string?)record["name"], (string?)record["data"]);
        if (type is null || !Types.Contains(type))
        {
            throw ApiFault.Unprocessable("Type is not included in the list");
        }

        if (string.IsNullOrEmpty(name) || string.IsNullOrEmpty(data))
        {
            throw ApiFault.Unprocessable(string.IsNullOrEmpty(name) ? "Name can't be blank" : "Data can't be blank");
        }

        // Names are relative to the zone: a full one would be published as name.zone.zone.
        if (name == zone || name.EndsWith("." + zone, StringComparison.OrdinalIgnoreCase))
        {
            throw ApiFault.Unprocessable($"Name is already relative to {zone}");
        }

        if (record["ttl"] is { } ttl && (int)ttl < ShortestTtl)
        {
            throw ApiFault.Unprocessable($"Ttl must be greater than or equal to {ShortestTtl}");
        }

        var family = type switch { "A" => AddressFamily.InterNetwork, "AAAA" => AddressFamily.InterNetworkV6, _ => AddressFamily.Unspecified };
        if (family != AddressFamily.Unspecified && !(IPAddress.TryParse(data, out var address) && address.AddressFamily == family))
        {
            throw ApiFault.Unprocessable($"IP address did not match IPv{(family == AddressFamily.InterNetwork ? 4 : 6)} format");
        }

        if (type is "MX" or "CNAME" or "NS" && !data.EndsWith('.') && record["id"] is null)
        {
            throw ApiFault.Unprocessable("Data needs to end with a dot (.)");
        }

        if (type == "MX" && record["priority"] is null)
        {
            throw ApiFault.Unprocessable("Priority can't be blank");
        }

        if (type == "CAA" && (record["flags"] is null || (string?)record["tag"] is not ("issue" or "issuewild" or "iodef")))
        {
            throw ApiFault.Unprocessable("Tag is not included in the list");
        }

        if (others.Any(other => (string?)other["type"] == type && (string?)other["name"] == name && (string?)other["data"] == data.TrimEnd('.')))
        {
            throw ApiFault.Unprocessable("Record already exists");
        }
    }

    // The API keeps host names without the final dot that it asks for.
    private static void Stored(JsonObject record)
    {
        if ((string?)record["type"] is "MX" or "CNAME" or "NS" or "CAA")
        {
            record["data"] = ((string)record["data"]!).TrimEnd('.');
        }
    }

    private static JsonObject Wrapped(JsonObject record) => new() { ["domain_record"] = record.DeepClone() };

    private static string FullName(JsonObject record, string zone) => (string?)record["name"] == "@" ? zone : $"{record["name"]}.{zone}";

    private ConcurrentDictionary<int, JsonObject> RecordsOf(string zone) => zones.TryGetValue(zone, out var records) ? records : throw ApiFault.NotFound;

    private JsonObject Find(string zone, int id) => RecordsOf(zone).TryGetValue(id, out var record) ? record : throw ApiFault.NotFound;
}
