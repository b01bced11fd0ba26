using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace MtaStsAudit.Infra.Tests.DigitalOceanApi;

/// <summary>Lists as the API gives them: 20 items a page unless <c>per_page</c> says otherwise, and links to the pages that follow.</summary>
internal static class Pages
{
    private const int Usual = 20;
    private const int Most = 200;

    public static IResult Of(HttpRequest request, string name, IEnumerable<JsonNode> items)
    {
        var all = items.ToList();
        var (page, size) = (Math.Max(1, Number(request, "page", 1)), Math.Clamp(Number(request, "per_page", Usual), 1, Most));
        var last = Math.Max(1, (all.Count + size - 1) / size);
        var links = new JsonObject();
        if (page < last)
        {
            links["pages"] = new JsonObject { ["next"] = Link(page + 1), ["last"] = Link(last) };
        }

        return Results.Json(new JsonObject
        {
            [name] = new JsonArray([.. all.Skip((page - 1) * size).Take(size).Select(item => item.DeepClone())]),
            ["links"] = links,
            ["meta"] = new JsonObject { ["total"] = all.Count },
        });

        string Link(int number) => $"{request.Scheme}://{request.Host}{request.Path}?page={number}&per_page={size}";
    }

    private static int Number(HttpRequest request, string name, int otherwise) =>
        int.TryParse(request.Query[name], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : otherwise;
}
