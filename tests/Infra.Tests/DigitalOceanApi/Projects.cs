using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace MtaStsAudit.Infra.Tests.DigitalOceanApi;

/// <summary>Projects and what is in them; what is in none is in the default one.</summary>
internal sealed class Projects
{
    private const string DefaultId = "00000000-0000-0000-0000-000000000001";

    private readonly ConcurrentDictionary<string, JsonObject> byId = new([new(DefaultId, New(DefaultId, "default"))]);
    private readonly ConcurrentDictionary<string, string> projectByUrn = [];

    public IEnumerable<string> Names => byId.Where(pair => pair.Key != DefaultId).Select(pair => (string)pair.Value["name"]!);

    /// <summary>What is deleted is in no project any more.</summary>
    public void Forget(string urn) => projectByUrn.TryRemove(urn, out _);

    public void Map(WebApplication app)
    {
        app.MapGet("/v2/projects", (HttpRequest request) => Pages.Of(request, "projects", byId.Values));
        app.MapPost("/v2/projects", async (HttpRequest request) =>
        {
            var sent = await ApiStandIn.BodyAsync(request);
            var name = (string?)sent["name"];
            if (string.IsNullOrWhiteSpace(name) || string.IsNullOrWhiteSpace((string?)sent["purpose"]))
            {
                throw ApiFault.Unprocessable("name and purpose are required");
            }

            if (byId.Values.Any(other => (string?)other["name"] == name))
            {
                throw new ApiFault(StatusCodes.Status409Conflict, "conflict", "name is already in use");
            }

            var project = New(Guid.NewGuid().ToString(), name);
            Merge(project, sent);
            byId[(string)project["id"]!] = project;
            return Results.Json(Wrapped(project), statusCode: StatusCodes.Status201Created);
        });
        app.MapGet("/v2/projects/{id}", (string id) => Results.Json(Wrapped(Find(id))));
        app.MapMethods("/v2/projects/{id}", [HttpMethods.Put, HttpMethods.Patch], async (string id, HttpRequest request) =>
        {
            Merge(Find(id), await ApiStandIn.BodyAsync(request));
            return Results.Json(Wrapped(Find(id)));
        });
        app.MapDelete("/v2/projects/{id}", (string id) =>
        {
            var project = Find(id);
            if (projectByUrn.Values.Contains(IdOf(project)))
            {
                throw new ApiFault(StatusCodes.Status412PreconditionFailed, "precondition_failed", "cannot delete a project with resources");
            }

            byId.TryRemove(IdOf(project), out _);
            return Results.NoContent();
        });
        app.MapGet("/v2/projects/{id}/resources", (string id, HttpRequest request) => Pages.Of(
            request, "resources", projectByUrn.Where(pair => pair.Value == IdOf(Find(id))).Select(pair => Listed(pair.Key))));
        app.MapPost("/v2/projects/{id}/resources", async (string id, HttpRequest request) =>
        {
            var urns = ((await ApiStandIn.BodyAsync(request))["resources"] as JsonArray ?? []).Select(urn => (string)urn!).ToList();
            foreach (var urn in urns)
            {
                projectByUrn[Kept(urn)] = IdOf(Find(id));
            }

            return Results.Json(new JsonObject { ["resources"] = new JsonArray([.. urns.Select(urn => Listed(Kept(urn)))]), ["links"] = new JsonObject(), ["meta"] = new JsonObject() });
        });
    }

    private static JsonObject New(string id, string name) => new()
    {
        ["id"] = id,
        ["name"] = name,
        ["description"] = "",
        ["purpose"] = "",
        ["environment"] = "",
        ["is_default"] = id == DefaultId,
        ["owner_id"] = 1,
        ["owner_uuid"] = "00000000-0000-0000-0000-000000000002",
        ["created_at"] = "2026-01-01T00:00:00Z",
        ["updated_at"] = "2026-01-01T00:00:00Z",
    };

    // A reserved address is taken by its new name and listed by its old one.
    private static string Kept(string urn) => urn.Replace("do:reservedip:", "do:floatingip:", StringComparison.Ordinal);

    private static JsonObject Listed(string urn) => new() { ["urn"] = urn, ["status"] = "ok", ["assigned_at"] = "2026-01-01T00:00:00Z", ["links"] = new JsonObject() };

    private static JsonObject Wrapped(JsonObject project) => new() { ["project"] = project.DeepClone() };

    private static string IdOf(JsonObject project) => (string)project["id"]!;

    private static void Merge(JsonObject project, JsonObject sent)
    {
        foreach (var name in new[] { "name", "description", "purpose", "environment" })
        {
            project[name] = sent[name]?.DeepClone() ?? project[name]?.DeepClone();
        }
    }

    private JsonObject Find(string id) => byId.TryGetValue(id == "default" ? DefaultId : id, out var project) ? project : throw ApiFault.NotFound;
}
