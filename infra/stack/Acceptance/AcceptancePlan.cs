using System.Collections.Immutable;
using System.Diagnostics;
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
        IReadOnlyList<HostAddresses> addresses,
        ImmutableArray<IssuedCertificate> certificates,
        string deployment)
    {
        var names = settings.Names;
        IReadOnlyList<IPAddress> collector = [.. addresses[0].Web.Where(address => IsReachable(settings.Check, address))];
        return new(
            [.. from host in placement.Hosts
                from placed in host.Receivers
                let address = addresses[host.Number - 1].Published(placed)
                where settings.Check != CheckScope.Https && IsReachable(settings.Check, address)
                select new ExpectedReceiver(
                    placed.Receiver.Name.ToString(),
                    names.MailHost(placed.Receiver).Value,
                    address.ToString(),
                    placed.Receiver.Tls,
                    IsHandshakePossible(placed.Receiver) ? FingerprintOf(certificates, names.MailHost(placed.Receiver).Value) : null)],
            [.. from scenario in placement.Suite.Scenarios
                let answer = PublishedPolicy.AnswerOf(names, scenario)
                where answer is not null
                let at = collector.Where(address => scenario.Sts!.Host != PolicyHostKind.IPv6Only || address.AddressFamily == AddressFamily.InterNetworkV6).ToList()
                where at.Count > 0
                let host = names.PolicyHost(scenario.Name).Value
                select ExpectedPolicy.Of(scenario.Name.ToString(), host, Texts(at), answer, FingerprintOf(certificates, host))],
            new(names.Api.Value, Texts(collector), FingerprintOf(certificates, names.Api.Value)),
            deployment,
            Patience);
    }

    public string ToJson() => JsonSerializer.Serialize(this, AcceptanceJson.Default.AcceptancePlan);

    public static AcceptancePlan? FromJson(string json) => JsonSerializer.Deserialize(json, AcceptanceJson.Default.AcceptancePlan);

    private static string[] Texts(IEnumerable<IPAddress> addresses) => [.. addresses.Select(address => address.ToString())];

    private static bool IsReachable(CheckScope scope, IPAddress address) =>
        scope == CheckScope.Everything || address.AddressFamily == AddressFamily.InterNetwork;

    // Nothing of today begins TLS with who speaks nothing newer than TLS 1.1: there, the offer of STARTTLS has to do.
    private static bool IsHandshakePossible(Receiver receiver) => receiver.Certificate != CertificateKind.None && receiver.Versions != TlsVersions.OnlyOld;

    // An untrusted issuer and a test CA are judged alike: what counts is that the certificate made for the name is presented.
    private static string FingerprintOf(ImmutableArray<IssuedCertificate> certificates, string name)
    {
        using var leaf = X509Certificate2.CreateFromPem(certificates.First(certificate => certificate.Plan.Names.Any(one => one.Value == name)).FullChainPem);
        return leaf.GetCertHashString(HashAlgorithmName.SHA256);
    }
}

/// <param name="Certificate">SHA-256 of the certificate it has to present, in hexadecimal; null where no handshake is tried.</param>
internal sealed record ExpectedReceiver(string Name, string MailHost, string Address, TlsOffer Tls, string? Certificate);

/// <param name="Status">Of HTTP; null: no answer comes within the check's time, or none at all.</param>
/// <param name="Text">The body; null: whatever it is.</param>
/// <param name="Location">Where it redirects to; null: nowhere.</param>
internal sealed record ExpectedPolicy(
    string Name, string PolicyHost, IReadOnlyList<string> Addresses, int? Status, string? Text, string? Location, string Certificate)
{
    public static ExpectedPolicy Of(string name, string host, IReadOnlyList<string> addresses, PolicyAnswer answer, string certificate) => answer switch
    {
        PolicyAnswer.Served served => new(name, host, addresses, served.Status, served.Body, null, certificate),
        PolicyAnswer.Redirected redirected => new(name, host, addresses, 301, null, redirected.To.ToString(), certificate),
        PolicyAnswer.Silence or PolicyAnswer.Closed => new(name, host, addresses, null, null, null, certificate),
        _ => throw new UnreachableException(),
    };
}

internal sealed record ExpectedApi(string Host, IReadOnlyList<string> Addresses, string Certificate);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true)]
[JsonSerializable(typeof(AcceptancePlan))]
internal sealed partial class AcceptanceJson : JsonSerializerContext;
