using Microsoft.AspNetCore.ResponseCompression;

namespace MtaStsAudit.Collector.Http;

/// <summary>What is public can be read by pages of other sites: by GET, without credentials.</summary>
internal static class PublicData
{
    private const string Policy = "public";

    public static void AddPublicData(this IServiceCollection services)
    {
        services.AddCors(cors => cors.AddPolicy(Policy, policy => policy.AllowAnyOrigin().WithMethods(HttpMethods.Get, HttpMethods.Head).WithExposedHeaders("Link", "Retry-After")));
        // Assets only: a page may hold the owner's key beside what others wrote, and its length must tell nothing of it.
        services.AddResponseCompression(compression =>
        {
            compression.EnableForHttps = true;
            compression.MimeTypes = ["text/css", "text/javascript", "image/svg+xml"];
            compression.Providers.Add<BrotliCompressionProvider>();
            compression.Providers.Add<GzipCompressionProvider>();
        });
    }

    public static TBuilder IsPublic<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.RequireCors(Policy);
}
