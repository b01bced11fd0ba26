using Pulumi;

namespace MtaStsAudit.Resources;

public sealed class CertificateArgs : ResourceArgs
{
    private InputList<string>? names;
    private InputList<string>? authoritativeServers;

    /// <summary>URL of the ACME directory: the account's.</summary>
    [Input(PropertyName.Directory, required: true)]
    public Input<string> Directory { get; set; } = null!;

    /// <summary>Secret: the account's key.</summary>
    [Input(PropertyName.AccountKeyPem, required: true)]
    public Input<string> AccountKeyPem { get; set; } = null!;

    /// <summary>1 to 100 host names at or under the zone, all in one certificate; a wildcard (<c>*.example.com</c>) is allowed.</summary>
    [Input(PropertyName.Names, required: true)]
    public InputList<string> Names
    {
        get => names ??= [];
        set => names = value;
    }

    /// <summary>The zone at DigitalOcean that takes the challenge records.</summary>
    [Input(PropertyName.Zone, required: true)]
    public Input<string> Zone { get; set; } = null!;

    /// <summary>Secret: may read, create and delete the zone's records.</summary>
    [Input(PropertyName.DigitalOceanToken, required: true)]
    public Input<string> DigitalOceanToken { get; set; } = null!;

    /// <summary>Absent: <c>https://api.digitalocean.com</c>.</summary>
    [Input(PropertyName.DigitalOceanEndpoint)]
    public Input<string>? DigitalOceanEndpoint { get; set; }

    /// <summary>Which of the authority's kinds of certificate: Let's Encrypt has <c>classic</c>, <c>tlsserver</c> and <c>shortlived</c>. Absent: the authority's choice.</summary>
    [Input(PropertyName.Profile)]
    public Input<string>? Profile { get; set; }

    /// <summary>The share of its lifetime after which a certificate is renewed, above 0 and below 1. Absent: two thirds.</summary>
    [Input(PropertyName.RenewAfterFraction)]
    public Input<double>? RenewAfterFraction { get; set; }

    /// <summary>Revoke the certificate when the resource is deleted. Absent: forget it.</summary>
    [Input(PropertyName.RevokeOnDelete)]
    public Input<bool>? RevokeOnDelete { get; set; }

    /// <summary>Servers (<c>address</c> or <c>address:port</c>) asked for the challenge records. Absent: the zone's name servers.</summary>
    [Input(PropertyName.AuthoritativeServers)]
    public InputList<string> AuthoritativeServers
    {
        get => authoritativeServers ??= [];
        set => authoritativeServers = value;
    }

    /// <summary>How long to wait until all of them know the challenge records, 1 to 3600. Absent: 300.</summary>
    [Input(PropertyName.PropagationTimeoutSeconds)]
    public Input<int>? PropagationTimeoutSeconds { get; set; }
}
