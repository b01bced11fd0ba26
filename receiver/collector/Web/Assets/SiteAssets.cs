using System.Security.Cryptography;

namespace MtaStsAudit.Collector.Web.Assets;

/// <summary>The style sheet, the script and the icon. They are in the assembly, and their address changes with their content.</summary>
internal static class SiteAssets
{
    private const string Forever = "public, max-age=31536000, immutable";

    private static readonly Dictionary<string, Asset> All = new[]
    {
        Read("site.css", "text/css; charset=utf-8"),
        Read("site.js", "text/javascript; charset=utf-8"),
        Read("icon.svg", "image/svg+xml"),
    }.ToDictionary(asset => asset.Name);

    public static string PathOf(string name) => $"/assets/{All[name].Version}/{name}";

    public static void MapAssets(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/assets/{version}/{name}", Serve);
        routes.MapGet("/favicon.ico", () => Results.Redirect(PathOf("icon.svg")));
    }

    // An old address may outlive an update in somebody's tab; it gets what is there now, but is not kept.
    private static IResult Serve(string version, string name, HttpResponse response)
    {
        if (!All.TryGetValue(name, out var asset))
        {
            return Results.NotFound();
        }

        response.Headers.CacheControl = version == asset.Version ? Forever : "no-cache";
        return Results.Bytes(asset.Content, asset.Type);
    }

    private static Asset Read(string name, string type)
    {
        using var stream = typeof(SiteAssets).Assembly.GetManifestResourceStream($"assets/{name}")
            ?? throw new InvalidOperationException($"The asset {name} is not in the assembly.");
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return new(name, type, content, Convert.ToHexStringLower(SHA256.HashData(content))[..12]);
    }

    private sealed record Asset(string Name, string Type, byte[] Content, string Version);
}
