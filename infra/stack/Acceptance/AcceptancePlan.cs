using System.Collections.Immutable;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using System.Text.Json.Serialization;
using MtaStsAudit.Deployment.DigitalOcean;
using MtaStsAudit.Deployment.Placement;
using MtaStsAudit.Model.Certificates;
using MtaStsAudit.Model.Receivers;
using MtaStsAudit.Model.Scenarios;
using MtaStsAudit.Model.Sts;

namespace MtaStsAudit.Stack.Acceptance;

/// <summary>How a deployed testbed has to answer.</summary>
/// <param name="Deployment">Changes with what was deployed, so that each deployment is checked.</param>
/// <param name="PatienceSeconds">How long an answer may still be the old one: Postfix takes a renewed certificate up by a reload, seconds after it arrived.</param>
internal sealed record AcceptancePlan(
    IReadOnlyList<ExpectedReceiver> Receivers, IReadOnlyList<ExpectedPolicy> Policies, ExpectedApi Api, string Deployment, int PatienceSeconds)
{
    private const int Patience = 120;

    public static AcceptancePlan Of(
        StackSettings settings,
        SitePlacement placement,
        IReadOnlyList<DropletAddresses> addresses,
        ImmutableArray<IssuedCertificate> certificates,
        string deployment)
    {
        var names = settings.Names;
        var collector = new[] { addresses[0].IPv4, addresses[0].IPv6 }.Where(address => IsReachable(settings.Check, address)).Select(address => address.ToString()).ToArray();
        return new(
            [.. from host in placement.Hosts
                from placed in host.Receivers
                let address = addresses[host.Number - 1].Published(placed)
                where settings.Check != CheckScope.Https && IsReachable(settings.Check, address)
                select new ExpectedReceiver(
                    placed.Receiver.Name.ToString(),
                    names.MailHost(placed.Receiver.Name).Value,
                    address.ToString(),
                    placed.Receiver.Tls,
                    placed.Receiver.Certificate == CertificateKind.None ? null : FingerprintOf(certificates, names.MailHost(placed.Receiver.Name).Value))],
            [.. from receiver in Catalogue.Study
                let policy = PublishedPolicy.TextOf(names, Catalogue.FindScenario(receiver.Scenario)!)
                where policy is not null
                let host = names.PolicyHost(receiver.Name).Value
                select new ExpectedPolicy(receiver.Name.ToString(), host, collector, policy, FingerprintOf(certificates, host))],
            new(names.Api.Value, collector, FingerprintOf(certificates, names.Api.Value)),
            deployment,
            Patience);
    }

    public string ToJson() => JsonSerializer.Serialize(this, AcceptanceJson.Default.AcceptancePlan);

    public static AcceptancePlan? FromJson(string json) => JsonSerializer.Deserialize(json, AcceptanceJson.Default.AcceptancePlan);

    private static bool IsReachable(CheckScope scope, IPAddress address) =>
        scope == CheckScope.Everything || address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork;

    // An untrusted issuer and a test CA are judged alike: what counts is that the certificate made for the name is presented.
    private static string FingerprintOf(ImmutableArray<IssuedCertificate> certificates, string name)
    {
        using var leaf = X509Certificate2.CreateFromPem(certificates.First(certificate => certificate.Plan.Names.Any(one => one.Value == name)).FullChainPem);
        return leaf.GetCertHashString(HashAlgorithmName.SHA256);
    }
}

/// <param name="Certificate">SHA-256 of the certificate it has to present, in hexadecimal; null where it offers no TLS.</param>
internal sealed record ExpectedReceiver(string Name, string MailHost, string Address, TlsOffer Tls, string? Certificate);

internal sealed record ExpectedPolicy(string Name, string PolicyHost, IReadOnlyList<string> Addresses, string Text, string Certificate);

internal sealed record ExpectedApi(string Host, IReadOnlyList<string> Addresses, string Certificate);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true)]
[JsonSerializable(typeof(AcceptancePlan))]
internal sealed partial class AcceptanceJson : JsonSerializerContext;
