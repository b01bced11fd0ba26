using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace MtaStsAudit.Collector.Web;

/// <summary>
/// Renders Razor components to HTML on the server: whole pages, and the parts that are pushed to pages that are open. Whatever a
/// component shows is escaped by the renderer.
/// </summary>
internal sealed class HtmlFragments(IServiceProvider services, ILoggerFactory loggers)
{
    public async Task<string> RenderAsync<TComponent, TModel>(TModel model)
        where TComponent : ModelComponent<TModel>
    {
        await using var renderer = new HtmlRenderer(services, loggers);
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var parameters = ParameterView.FromDictionary(new Dictionary<string, object?> { [nameof(ModelComponent<>.Model)] = model });
            var output = await renderer.RenderComponentAsync<TComponent>(parameters);
            return output.ToHtmlString();
        });
    }
}
