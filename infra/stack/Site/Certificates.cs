using System.Collections.Immutable;
using MtaStsAudit.Deployment.Cloud;
using MtaStsAudit.Deployment.DigitalOcean;
using MtaStsAudit.Model.Certificates;
using MtaStsAudit.Model.Scenarios;
using MtaStsAudit.Resources;
using Pulumi;

namespace MtaStsAudit.Stack.Site;

/// <summary>Every certificate of the testbed.</summary>
internal sealed class Certificates : ComponentResource
{
    public Certificates(string name, CertificatesArgs args, ComponentResourceOptions? options = null)
        : base("mta-sts-audit:site:Certificates", name, options)
    {
        var settings = args.Settings;
        var children = new CustomResourceOptions { Parent = this };
        // RFC 8659 §4.2: a CA issues only where the CAA record names it, so another CA is ordered from after its record is there.
        var authorized = new CustomResourceOptions { Parent = this, DependsOn = args.Authorization };
        var account = new AccountKey($"{name}-account", new AccountKeyArgs
        {
            Directory = settings.Acme.Directory.ToString(),
            Contact = settings.Contact is { } contact ? (Input<string>)contact : null,
        }, children);

        var issued = ImmutableArray.CreateBuilder<Output<IssuedCertificate>>();
        var expiries = ImmutableArray.CreateBuilder<Output<KeyValuePair<string, string>>>();
        foreach (var plan in CertificatePlan.For(settings.Names, [.. args.Suite.Receivers]))
        {
            // Named by what the certificate is for, not by the domain: so it is the same resource under another domain.
            var resourceName = $"{name}-{plan.Folder[..^(settings.Names.Site.Value.Length + 1)]}";
            var wanted = PublicCertificate.Of(plan);
            ServerCertificate certificate = wanted.Issuer switch
            {
                PublicIssuer.PublicAuthority => new Certificate(resourceName, Trusted(settings, args, account, wanted), authorized),
                PublicIssuer.OwnAuthority => new UntrustedCertificate(resourceName, new UntrustedCertificateArgs { Names = NamesOf(wanted) }, children),
                PublicIssuer.Itself => new SelfSignedCertificate(resourceName, new SelfSignedCertificateArgs { Names = NamesOf(wanted) }, children),
            };
            issued.Add(Output.Tuple(wanted.IsSentAlone ? certificate.CertificatePem : certificate.FullChainPem, certificate.PrivateKeyPem)
                .Apply(pem => new IssuedCertificate(plan, pem.Item1, pem.Item2)));
            expiries.Add(certificate.NotAfter.Apply(notAfter => KeyValuePair.Create(plan.Folder, notAfter)));
        }

        Issued = Output.All(issued.ToImmutable());
        Expiries = Output.All(expiries.ToImmutable()).Apply(all => all.ToImmutableSortedDictionary(StringComparer.Ordinal));
        RegisterOutputs();
    }

    /// <summary>Secret.</summary>
    public Output<ImmutableArray<IssuedCertificate>> Issued { get; }

    /// <summary>When each certificate ends, by its first name.</summary>
    public Output<ImmutableSortedDictionary<string, string>> Expiries { get; }

    private static CertificateArgs Trusted(StackSettings settings, CertificatesArgs args, AccountKey account, PublicCertificate wanted)
    {
        var certificate = new CertificateArgs
        {
            Directory = account.Directory,
            AccountKeyPem = account.PrivateKeyPem,
            Names = NamesOf(wanted),
            Zone = settings.Zone.Value,
            DigitalOceanToken = Output.CreateSecret(args.Token),
        };
        if (settings.AcmeProfile is { } profile)
        {
            certificate.Profile = profile;
        }

        if (args.Endpoint is { } endpoint)
        {
            certificate.DigitalOceanEndpoint = endpoint;
        }

        if (settings.NameServers.Count > 0)
        {
            certificate.AuthoritativeServers = settings.NameServers.ToArray();
        }

        return certificate;
    }

    private static InputList<string> NamesOf(PublicCertificate wanted) => wanted.Names.ToArray();
}

internal sealed record CertificatesArgs
{
    public required StackSettings Settings { get; init; }

    /// <summary>What stands on the droplets.</summary>
    public required Suite Suite { get; init; }

    /// <summary>Of DigitalOcean's API, for the challenge records.</summary>
    public required string Token { get; init; }

    public required string? Endpoint { get; init; }

    /// <summary>The CAA record.</summary>
    public required Pulumi.Resource Authorization { get; init; }
}
