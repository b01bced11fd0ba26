using Pulumi;

namespace MtaStsAudit.Resources;

/// <summary>A random secret that is made once and kept: 256 bits as 43 characters of the URL-safe alphabet.</summary>
public sealed class GeneratedSecret(string name, CustomResourceOptions? options = null)
    : CustomResource(ProviderPackage.GeneratedSecret, name, ResourceArgs.Empty, options)
{
    /// <summary>Secret.</summary>
    [Output(PropertyName.Value)]
    public Output<string> Value { get; private set; } = null!;
}
