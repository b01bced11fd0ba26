using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace MtaStsAudit.Infra.Tests.DigitalOceanApi;

/// <summary>A kind of object that is stored as it was sent: keys, VPCs, firewalls.</summary>
internal sealed class NamedObjects(string one, string many, string[] required)
{
    private readonly ConcurrentDictionary<string, JsonObject> byId = [];
    private int last = 100;

    /// <summary>Whether ids are numbers; otherwise they are UUIDs.</summary>
    public bool Number { get; init; }

    public bool UniqueName { get; init; }

    /// <summary>What is wrong with an item beyond that; told before it is stored.</summary>
    public Action<JsonObject> Checked { get; set; } = _ => { };

    /// <summary>Why an item cannot be deleted; null where it can.</summary>
    public Func<JsonObject, ApiFault?> Refused { get; set; } = _ => null;

    public IEnumerable<string> Names => byId.Values.Select(item => (string)item["name"]!);

    public IEnumerable<JsonObject> All => byId.Values;

    /// <param name="complete">Adds what the API makes up itself.</param>
    public void Map(WebApplication app, string path, Action<JsonObject> complete)
    {
        app.MapGet(path, (HttpRequest request) => Pages.Of(request, many, byId.Values));
        app.MapPost(path, async (HttpRequest request) =>
        {
            var item = await CheckedAsync(request, except: null);
            item["id"] = Number ? Interlocked.Increment(ref last) : Guid.NewGuid().ToString();
            complete(item);
            byId[IdOf(item)] = item;
            return Results.Json(Wrapped(item), statusCode: one == "firewall" ? StatusCodes.Status202Accepted : StatusCodes.Status201Created);
        });
        app.MapGet(path + "/{id}", (string id) => Results.Json(Wrapped(Find(id))));
        app.MapPut(path + "/{id}", async (string id, HttpRequest request) =>
        {
            var old = Find(id);
            var item = await CheckedAsync(request, except: id);
            var merged = (JsonObject)old.DeepClone();
            foreach (var (name, value) in item)
            {
                merged[name] = value?.DeepClone();
            }

            byId[id] = merged;
            return Results.Json(Wrapped(merged));
        });
        app.MapDelete(path + "/{id}", (string id) => Refused(Find(id)) is { } refusal ? throw refusal
            : byId.TryRemove(id, out _) ? Results.NoContent()
            : throw ApiFault.NotFound);
    }

    public JsonObject Find(string id) => byId.TryGetValue(id, out var item) ? item : throw ApiFault.NotFound;

    private JsonObject Wrapped(JsonObject item) => new() { [one] = item.DeepClone() };

    private async Task<JsonObject> CheckedAsync(HttpRequest request, string? except)
    {
        var item = await ApiStandIn.BodyAsync(request);
        foreach (var name in except is null ? required : [])
        {
            if (string.IsNullOrWhiteSpace((string?)item[name]))
            {
                throw ApiFault.Unprocessable($"{name} can't be blank");
            }
        }

        if (UniqueName && byId.Values.Any(other => IdOf(other) != except && (string?)other["name"] == (string?)item["name"]))
        {
            throw new ApiFault(StatusCodes.Status409Conflict, "conflict", $"duplicate name, a {one} with this name already exists");
        }

        if (one == "ssh_key" && except is null && byId.Values.Any(other => (string?)other["public_key"] == (string?)item["public_key"]))
        {
            throw ApiFault.Unprocessable("SSH Key is already in use on your account");
        }

        Checked(item);
        return item;
    }

    private static string IdOf(JsonObject item) => item["id"]!.GetValueKind() == System.Text.Json.JsonValueKind.Number
        ? item["id"]!.GetValue<int>().ToString(CultureInfo.InvariantCulture)
        : (string)item["id"]!;
}
