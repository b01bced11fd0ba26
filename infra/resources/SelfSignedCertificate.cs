using Pulumi;

namespace MtaStsAudit.Resources;

/// <summary>A certificate with the right names that is its own issuer: one fault and no other. Renewed with the same key.</summary>
public sealed class SelfSignedCertificate(string name, SelfSignedCertificateArgs args, CustomResourceOptions? options = null)
    : ServerCertificate(ProviderPackage.SelfSignedCertificate, name, args, options)
{
}

public sealed class SelfSignedCertificateArgs : ResourceArgs
{
    private InputList<string>? names;

    [Input(PropertyName.Names, required: true)]
    public InputList<string> Names
    {
        get => names ??= [];
        set => names = value;
    }

    /// <summary>1 to 825 days. Absent: 90, so that age is no second fault.</summary>
    [Input(PropertyName.LifetimeDays)]
    public Input<int>? LifetimeDays { get; set; }

    /// <summary>As for a <see cref="Certificate"/>.</summary>
    [Input(PropertyName.RenewAfterFraction)]
    public Input<double>? RenewAfterFraction { get; set; }
}
