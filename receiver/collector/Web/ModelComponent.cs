using Microsoft.AspNetCore.Components;

namespace MtaStsAudit.Collector.Web;

/// <summary>A component that shows one value. Public, as are the models: Razor compiles components into public classes.</summary>
public abstract class ModelComponent<TModel> : ComponentBase
{
    [Parameter, EditorRequired]
    public TModel Model { get; set; } = default!;
}
