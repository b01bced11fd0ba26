using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;
using MtaStsAudit.Collector.Http;

namespace MtaStsAudit.Collector.Web.Assets;

/// <summary>The style sheet, the script and the icon. They are in the assembly, and their address changes with their content.</summary>
internal static class SiteAssets
{
    private const string Forever = "public, max-age=31536000, immutable";

    private static readonly Dictionary<string, Asset> All = new[]
    {
        // One style sheet for the browser. What small screens and paper change comes last.
        Of("site.css", "text/css; charset=utf-8", "site.css", "audit.css", "narrow.css"),
        Of("site.js", "text/javascript; charset=utf-8", "site.js"),
        Of("icon.svg", "image/svg+xml", "icon.svg"),
    }.ToDictionary(asset => asset.Name);

    public static string PathOf(string name) => $"/assets/{All[name].Version}/{name}";

    public static void MapAssets(this IEndpointRouteBuilder routes)
    {
        routes.MapGetAndHead("/assets/{version}/{name}", Serve);
        routes.MapGetAndHead("/favicon.ico", () => Results.Redirect(PathOf("icon.svg")));
    }

    // An old address may outlive an update in somebody's tab; it gets what is there now, but is not kept.
    private static IResult Serve(string version, string name, HttpResponse response)
    {
        if (!All.TryGetValue(name, out var asset))
        {
            return Results.NotFound();
        }

        response.Headers.CacheControl = version == asset.Version ? Forever : "no-cache";
        // Weak: what is compressed on its way is the same, and not octet by octet (RFC 9110 §8.8.1).
        return Results.Bytes(asset.Content, asset.Type, entityTag: new EntityTagHeaderValue($"\"{asset.Version}\"", isWeak: true));
    }

    private static Asset Of(string name, string type, params ReadOnlySpan<string> files)
    {
        using var content = new MemoryStream();
        foreach (var file in files)
        {
            using var stream = typeof(SiteAssets).Assembly.GetManifestResourceStream($"assets/{file}")
                ?? throw new InvalidOperationException($"The asset {file} is not in the assembly.");
            stream.CopyTo(content);
        }

        var octets = content.ToArray();
        return new(name, type, octets, Convert.ToHexStringLower(SHA256.HashData(octets))[..12]);
    }

    private sealed record Asset(string Name, string Type, byte[] Content, string Version);
}
