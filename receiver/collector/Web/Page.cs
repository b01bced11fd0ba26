using System.Net.Mime;

namespace MtaStsAudit.Collector.Web;

/// <summary>Answers with a page: a component rendered from a model.</summary>
internal sealed class Page<TComponent, TModel>(TModel model, int status = StatusCodes.Status200OK) : IResult
    where TComponent : ModelComponent<TModel>
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var html = await httpContext.RequestServices.GetRequiredService<HtmlFragments>().RenderAsync<TComponent, TModel>(model);
        var response = httpContext.Response;
        response.StatusCode = status;
        response.ContentType = $"{MediaTypeNames.Text.Html}; charset=utf-8";
        if (!response.Headers.ContainsKey("Cache-Control"))
        {
            response.Headers.CacheControl = "no-cache";
        }

        await response.WriteAsync(html, httpContext.RequestAborted);
    }
}
