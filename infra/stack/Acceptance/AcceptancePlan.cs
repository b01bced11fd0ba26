using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using System.Text.Json.Serialization;
using MtaStsAudit.Deployment.DigitalOcean;
using MtaStsAudit.Deployment.Placement;
using MtaStsAudit.Model.Certificates;
using MtaStsAudit.Model.Receivers;
using MtaStsAudit.Model.Scenarios;

namespace MtaStsAudit.Stack.Acceptance;

/// <summary>What is at which address of a deployed testbed. How it has to answer there, the catalogue says.</summary>
/// <param name="Site">The name that the testbed lives under.</param>
/// <param name="Deployment">Changes with what was deployed, so that each deployment is checked.</param>
/// <param name="PatienceSeconds">How long an answer may still be the old one: Postfix takes a renewed certificate up by a reload, seconds after it arrived.</param>
internal sealed record AcceptancePlan(
    string Site,
    IReadOnlyList<DeployedReceiver> Receivers,
    IReadOnlyList<DeployedPolicyHost> PolicyHosts,
    DeployedApi Api,
    string Deployment,
    int PatienceSeconds)
{
    private const int Patience = 120;

    public static AcceptancePlan Of(
        StackSettings settings,
        SitePlacement placement,
        IReadOnlyList<HostAddresses> addresses,
        ImmutableArray<IssuedCertificate> certificates,
        string deployment)
    {
        var names = settings.Names;
        IReadOnlyList<IPAddress> collector = [.. addresses[0].Web.Where(address => IsReachable(settings.Check, address))];
        return new(
            names.Site.Value,
            [.. from host in placement.Hosts
                from placed in host.Receivers
                let address = addresses[host.Number - 1].Published(placed)
                where settings.Check != CheckScope.Https && IsReachable(settings.Check, address)
                select new DeployedReceiver(
                    placed.Receiver.Name.ToString(),
                    address.ToString(),
                    placed.Address == AddressKind.ReservedIPv4,
                    placed.Receiver.Certificate == CertificateKind.None ? null : FingerprintOf(certificates, names.MailHost(placed.Receiver).Value))],
            [.. from scenario in placement.Suite.Scenarios
                where scenario.Sts is not null
                let at = collector.Where(address => scenario.Sts!.Host != PolicyHostKind.IPv6Only || address.AddressFamily == AddressFamily.InterNetworkV6).ToList()
                where at.Count > 0
                select new DeployedPolicyHost(scenario.Name.ToString(), Texts(at), FingerprintOf(certificates, names.PolicyHost(scenario.Name).Value))],
            new(Texts(collector), FingerprintOf(certificates, names.Api.Value)),
            deployment,
            Patience);
    }

    public string ToJson() => JsonSerializer.Serialize(this, AcceptanceJson.Default.AcceptancePlan);

    public static AcceptancePlan? FromJson(string json) => JsonSerializer.Deserialize(json, AcceptanceJson.Default.AcceptancePlan);

    private static string[] Texts(IEnumerable<IPAddress> addresses) => [.. addresses.Select(address => address.ToString())];

    private static bool IsReachable(CheckScope scope, IPAddress address) =>
        scope == CheckScope.Everything || address.AddressFamily == AddressFamily.InterNetwork;

    private static string FingerprintOf(ImmutableArray<IssuedCertificate> certificates, string name)
    {
        using var leaf = X509Certificate2.CreateFromPem(certificates.First(certificate => certificate.Plan.Names.Any(one => one.Value == name)).FullChainPem);
        return leaf.GetCertHashString(HashAlgorithmName.SHA256);
    }
}

/// <param name="IsReserved">Whether it is one of DigitalOcean's reserved addresses.</param>
/// <param name="Certificate">SHA-256 of the certificate that was made for its MX host, in hexadecimal; null where it has none.</param>
internal sealed record DeployedReceiver(string Name, string Address, bool IsReserved, string? Certificate);

/// <param name="Certificate">As of a receiver.</param>
internal sealed record DeployedPolicyHost(string Scenario, IReadOnlyList<string> Addresses, string Certificate);

/// <param name="Certificate">As of a receiver.</param>
internal sealed record DeployedApi(IReadOnlyList<string> Addresses, string Certificate);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(AcceptancePlan))]
internal sealed partial class AcceptanceJson : JsonSerializerContext;
