using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace MtaStsAudit.Infra.Tests.DigitalOceanApi;

/// <summary>What there is to choose from: regions, sizes and images.</summary>
internal static class Offers
{
    private static readonly string[] Regions = ["fra1", "ams3", "nyc3"];
    private static readonly string[] Sizes = ["s-1vcpu-512mb-10gb", "s-1vcpu-1gb", "s-1vcpu-2gb", "s-2vcpu-4gb"];

    public static void Map(WebApplication app)
    {
        app.MapGet("/v2/regions", (HttpRequest request) => Pages.Of(request, "regions", Regions.Select(slug => new JsonObject
        {
            ["slug"] = slug,
            ["name"] = slug,
            ["available"] = true,
            ["sizes"] = Texts(Sizes),
            ["features"] = Texts("ipv6", "metadata"),
        })));
        app.MapGet("/v2/sizes", (HttpRequest request) => Pages.Of(request, "sizes", Sizes.Select((slug, index) => new JsonObject
        {
            ["slug"] = slug,
            ["available"] = true,
            ["memory"] = 1024 << index,
            ["vcpus"] = 1,
            ["disk"] = 25,
            ["transfer"] = 1.0,
            ["price_monthly"] = 6 << index,
            ["price_hourly"] = 0.009,
            ["regions"] = Texts(Regions),
            ["description"] = "Basic",
        })));
        app.MapGet("/v2/images", (HttpRequest request) => Pages.Of(request, "images", [Image(1, "debian-13-x64", "13 x64"), Image(2, "debian-12-x64", "12 x64")]));
    }

    private static JsonObject Image(int id, string slug, string name) => new()
    {
        ["id"] = id,
        ["slug"] = slug,
        ["name"] = name,
        ["type"] = "base",
        ["distribution"] = "Debian",
        ["public"] = true,
        ["regions"] = Texts(Regions),
        ["min_disk_size"] = 7,
        ["size_gigabytes"] = 0.5,
        ["description"] = name,
        ["status"] = "available",
        ["tags"] = new JsonArray(),
        ["created_at"] = "2026-01-01T00:00:00Z",
    };

    private static JsonArray Texts(params string[] texts) => new([.. texts.Select(text => JsonValue.Create(text))]);
}
