using System.Collections.Immutable;
using System.Net;
using System.Security.Cryptography;
using MtaStsAudit.Acme.Accounts;
using MtaStsAudit.Acme.ChallengeDns;
using MtaStsAudit.Acme.Plugin;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Resources;

namespace MtaStsAudit.Acme.Certificates;

/// <summary>A certificate's inputs, validated. What is not known yet is absent; when it is ordered, all is known.</summary>
internal sealed record CertificateInputs(
    Uri? Directory,
    string? AccountKeyPem,
    ImmutableArray<string> Names,
    DomainName? Zone,
    string? DigitalOceanToken,
    Uri DigitalOceanEndpoint,
    double RenewAfterFraction,
    bool RevokeOnDelete,
    ImmutableArray<IPEndPoint> AuthoritativeServers,
    TimeSpan PropagationLimit,
    string? Profile)
{
    private const int DnsPort = 53;
    private const int DefaultPropagationSeconds = 300;

    public static CertificateInputs Read(InputReader reader)
    {
        var zone = Zoned(reader);
        var inputs = new CertificateInputs(
            DirectoryUrl.Read(reader),
            reader.SecretText(PropertyName.AccountKeyPem, "a private key in PEM: an AccountKey's privateKeyPem", IsPem),
            NameInputs.Read(reader),
            zone,
            reader.SecretText(PropertyName.DigitalOceanToken, "a DigitalOcean API token, without blanks or line breaks", IsToken),
            Endpoint(reader),
            NameInputs.ReadFraction(reader),
            reader.Flag(PropertyName.RevokeOnDelete) ?? false,
            Servers(reader),
            TimeSpan.FromSeconds(
                reader.Number(PropertyName.PropagationTimeoutSeconds, "1 to 3600", seconds => seconds is >= 1 and <= 3600)
                ?? DefaultPropagationSeconds),
            reader.Text(PropertyName.Profile, "the name of a profile that the authority's directory lists, such as shortlived", false, text => text.Length > 0));
        foreach (var name in inputs.Names.Where(name => zone is { } z && !(SubjectNames.TryParse(name, out var proven) && proven.IsAtOrUnder(z))))
        {
            reader.Fail(PropertyName.Names, $"'{name}'", $"names at or under the zone '{zone}'");
        }

        reader.RefuseOthers();
        return inputs;
    }

    private static DomainName? Zoned(InputReader reader) =>
        reader.Text(PropertyName.Zone, "a domain that DigitalOcean's DNS hosts, example.com for one", true, text => DomainName.TryParse(text, out _)) is { } zone
            ? DomainName.Parse(zone)
            : null;

    private static Uri Endpoint(InputReader reader) =>
        new(reader.Text(PropertyName.DigitalOceanEndpoint, "an http or https URL without a path", false, IsEndpoint) ?? DigitalOceanApi.DefaultEndpoint);

    private static ImmutableArray<IPEndPoint> Servers(InputReader reader) =>
        [
            .. reader.Texts(PropertyName.AuthoritativeServers, "IP addresses, with a port or without", false, text => IPEndPoint.TryParse(text, out _))
                .Select(IPEndPoint.Parse)
                .Select(server => server.Port == 0 ? new IPEndPoint(server.Address, DnsPort) : server),
        ];

    private static bool IsPem(string text) =>
        PemEncoding.TryFind(text, out var fields) && text[fields.Label].EndsWith("PRIVATE KEY", StringComparison.Ordinal);

    // A header's value: what is pasted with a line break or a blank would fail only later, with less to say.
    private static bool IsToken(string text) => text.Length > 0 && text.All(c => c is > ' ' and <= '~');

    private static bool IsEndpoint(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is ("http" or "https") && url.PathAndQuery == "/";
}
