using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MtaStsAudit.Resources;
using Pulumi.Testing;

namespace MtaStsAudit.Infra.Tests.Site;

/// <summary>Answers as providers would: with addresses by the droplet's number, and with real certificates.</summary>
internal sealed class SiteMocks : IMocks
{
    private const string Key = "-----BEGIN EC PRIVATE KEY-----\nkept secret\n-----END EC PRIVATE KEY-----\n";

    /// <summary>What stands behind each certificate in its chain.</summary>
    public static string Issuer { get; } = CertificateFor(["ca.example"]);

    public List<MockResourceArgs> Registered { get; } = [];

    /// <summary>What the account at DigitalOcean has.</summary>
    public AccountMock Account { get; init; } = new();

    /// <summary>The certificates that were issued, by their names. Mocks that share it issue none twice.</summary>
    public ConcurrentDictionary<string, string> Issued { get; init; } = [];

    public IEnumerable<MockResourceArgs> OfType(string type)
    {
        lock (Registered)
        {
            return [.. Registered.Where(resource => resource.Type == type).OrderBy(resource => resource.Name, StringComparer.Ordinal)];
        }
    }

    public Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args)
    {
        lock (Registered)
        {
            Registered.Add(args);
        }

        var state = args.Inputs.ToBuilder();
        foreach (var (name, value) in OutputsOf(args))
        {
            state[name] = value;
        }

        var id = args.Type == "digitalocean:index/droplet:Droplet" ? $"10{NumberIn(args.Name!)}" : $"{args.Name}-id";
        return Task.FromResult<(string?, object)>((id, state.ToImmutable()));
    }

    public Task<object> CallAsync(MockCallArgs args) => Task.FromResult(Account.Answer(args));

    private Dictionary<string, object> OutputsOf(MockResourceArgs args)
    {
        var number = NumberIn(args.Name!);
        return args.Type switch
        {
            "digitalocean:index/sshKey:SshKey" => new() { ["fingerprint"] = "aa:bb" },
            "digitalocean:index/droplet:Droplet" => new()
            {
                ["ipv4Address"] = $"192.0.2.{number}",
                ["ipv6Address"] = $"2001:DB8:{number}:0::1",
                ["ipv4AddressPrivate"] = $"10.10.0.{number}",
                ["dropletUrn"] = $"do:droplet:10{number}",
            },
            "digitalocean:index/reservedIp:ReservedIp" => new() { ["ipAddress"] = $"198.51.100.{number}" },
            // What a droplet tells last is its anchor address; a host of one's own, its memory.
            "command:remote:Command" => new() { ["stdout"] = args.Inputs.ContainsKey("delete") ? "2048\n" : $"10.19.0.{number}\n", ["stderr"] = "" },
            ProviderPackage.AccountKey => new() { [PropertyName.PrivateKeyPem] = Key, [PropertyName.AccountUrl] = "https://ca.example/account/1" },
            ProviderPackage.Certificate or ProviderPackage.UntrustedCertificate or ProviderPackage.SelfSignedCertificate => OutputsOf(Issued.GetOrAdd(
                string.Join(' ', (ImmutableArray<object>)args.Inputs[PropertyName.Names]), names => CertificateFor(names.Split(' ')))),
            ProviderPackage.SshHostKey or ProviderPackage.SshUserKey => new() { [PropertyName.PrivateKeyPem] = Key, [PropertyName.PublicKey] = $"ecdsa-sha2-nistp256 {args.Name}" },
            ProviderPackage.GeneratedSecret => new() { [PropertyName.Value] = "a secret that was made" },
            _ => [],
        };
    }

    /// <summary>The first number in a resource's name is the droplet's.</summary>
    private static string NumberIn(string name) =>
        string.Concat(name.SkipWhile(character => !char.IsAsciiDigit(character)).TakeWhile(char.IsAsciiDigit)) is { Length: > 0 } number ? number : "0";

    private static Dictionary<string, object> OutputsOf(string certificate) => new()
    {
        [PropertyName.CertificatePem] = certificate,
        [PropertyName.FullChainPem] = $"{certificate}\n{Issuer}",
        [PropertyName.PrivateKeyPem] = Key,
        [PropertyName.NotAfter] = "2027-02-01T00:00:00Z",
    };

    private static string CertificateFor(IEnumerable<string> names)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=test", key, HashAlgorithmName.SHA256);
        var alternatives = new SubjectAlternativeNameBuilder();
        foreach (var name in names)
        {
            alternatives.AddDnsName(name);
        }

        request.CertificateExtensions.Add(alternatives.Build());
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
        return certificate.ExportCertificatePem();
    }
}
