using System.Net;
using MtaStsAudit.Model.Inbound;
using MtaStsAudit.Model.Names;

namespace MtaStsAudit.Model.Tests.Citations;

/// <summary>The findings of the inbound check, one of each kind at least, made by the rules themselves; and the section that each rests on.</summary>
internal static class EveryFinding
{
    public static readonly IReadOnlyDictionary<string, string> Sections = new Dictionary<string, string>
    {
        ["sts-record-valid"] = "RFC 8461 §3.1",
        ["sts-record-space-before-semicolon"] = "RFC 8461 §3.1",
        ["sts-record-lookup-failed"] = "RFC 8461 §3.1",
        ["sts-record-absent"] = "RFC 8461 §3.1",
        ["sts-record-multiple"] = "RFC 8461 §3.1",
        ["sts-record-invalid"] = "RFC 8461 §3.1",
        ["sts-record-unrecognized"] = "RFC 8461 §3.1",
        ["policy-valid"] = "RFC 8461 §3.2",
        ["policy-invalid"] = "RFC 8461 §3.2",
        ["policy-syntax"] = "RFC 8461 §3.2",
        ["policy-max-age-short"] = "RFC 8461 §3.2",
        ["policy-mode-testing"] = "RFC 8461 §5",
        ["policy-mode-none"] = "RFC 8461 §8.3",
        ["policy-without-record"] = "RFC 8461 §3.1",
        ["policy-host-lookup-failed"] = "RFC 8461 §3.2",
        ["policy-host-no-address"] = "RFC 8461 §3.2",
        ["policy-host-address-not-public"] = "RFC 8461 §3.2",
        ["policy-host-no-route"] = "RFC 8461 §3.2",
        ["policy-host-unreachable"] = "RFC 8461 §3.2",
        ["policy-tls-failed"] = "RFC 8461 §7.1",
        ["policy-certificate-untrusted"] = "RFC 8461 §3.3",
        ["policy-certificate-wrong-name"] = "RFC 8461 §3.3",
        ["policy-certificate-expired"] = "RFC 8461 §3.3",
        ["policy-certificate-not-yet-valid"] = "RFC 8461 §3.3",
        ["policy-redirect"] = "RFC 8461 §3.3",
        ["policy-status"] = "RFC 8461 §3.3",
        ["policy-content-type"] = "RFC 8461 §3.2",
        ["policy-too-large"] = "RFC 8461 §3.3",
        ["policy-too-slow"] = "RFC 8461 §3.3",
        ["policy-connection-dropped"] = "RFC 8461 §3.3",
        ["mx-lookup-failed"] = "RFC 5321 §5.1",
        ["mx-null"] = "RFC 7505 §3",
        ["mx-not-all-probed"] = "RFC 5321 §5.1",
        ["mx-covered"] = "RFC 8461 §4.1",
        ["mx-not-covered"] = "RFC 8461 §4.1",
        ["mx-none-covered"] = "RFC 8461 §4.1",
        ["mx-name-invalid"] = "RFC 5321 §5.1",
        ["mx-host-lookup-failed"] = "RFC 5321 §5.1",
        ["mx-no-address"] = "RFC 5321 §5.1",
        ["mx-address-not-public"] = "RFC 5321 §5.1",
        ["mx-no-route"] = "RFC 5321 §5.1",
        ["mx-no-answer"] = "RFC 5321 §5.1",
        ["mx-unreachable"] = "RFC 5321 §5.1",
        ["mx-no-service"] = "RFC 5321 §3.1",
        ["mx-starttls-not-offered"] = "RFC 8461 §4",
        ["mx-starttls-refused"] = "RFC 3207 §4",
        ["mx-tls-failed"] = "RFC 8461 §7.2",
        ["mx-tls-ok"] = "RFC 8461 §4.2",
        ["mx-certificate-untrusted"] = "RFC 8461 §4.2",
        ["mx-certificate-wrong-name"] = "RFC 8461 §4.2",
        ["mx-certificate-expired"] = "RFC 8461 §4.2",
        ["mx-certificate-not-yet-valid"] = "RFC 8461 §4.2",
        ["tlsa-present"] = "RFC 7672 §2.2",
        ["tlsa-not-authenticated"] = "RFC 7672 §2.2",
        ["tlsa-absent"] = "RFC 7672 §2.2",
        ["tlsa-lookup-failed"] = "RFC 7672 §2.2",
        ["tlsa-unusable"] = "RFC 7672 §3.1.3",
        ["tlsrpt-record-valid"] = "RFC 8460 §3",
        ["tlsrpt-record-space-before-semicolon"] = "RFC 8460 §3",
        ["tlsrpt-record-partly-usable"] = "RFC 8460 §3",
        ["tlsrpt-record-lookup-failed"] = "RFC 8460 §3",
        ["tlsrpt-record-absent"] = "RFC 8460 §3",
        ["tlsrpt-record-multiple"] = "RFC 8460 §3",
        ["tlsrpt-record-invalid"] = "RFC 8460 §3",
        ["tlsrpt-record-unrecognized"] = "RFC 8460 §3",
    };

    public static readonly Lazy<IReadOnlyList<Finding>> All = new(() => [.. Facts().SelectMany(facts => InboundJudge.Judge(facts, default).Findings)]);

    private const CertificateFaults EveryFault =
        CertificateFaults.Untrusted | CertificateFaults.WrongName | CertificateFaults.Expired | CertificateFaults.NotYetValid;

    private static readonly MxTarget Host = new("mx.example.com", 10);
    private static readonly CertificateFacts Bad = new(EveryFault, "x", "y", default);
    private static readonly string Usable = $"3 1 1 {new string('a', 64)}";

    private static readonly InboundFacts Faultless = new(
        DomainName.Parse("example.com"), new(["v=STSv1; id=1;"]), Policy("enforce", "mx.example.com", 604800), new([Host]), [Probed(new(MxProbeOutcome.Encrypted))],
        new(["v=TLSRPTv1; rua=mailto:tls@example.com"]));

    private static IEnumerable<InboundFacts> Facts() =>
    [
        Faultless,
        .. new string[][] { [], ["v=STSv1 ; id=1"], ["v=STSv1; id=1;", "v=STSv1; id=2;"], ["v=STSv1; id=a-b"], ["v=STSv1 id=1"] }
            .Select(texts => Faultless with { StsTexts = new(texts) }),
        Faultless with { StsTexts = new([], "no answer"), TlsRptTexts = new([], "no answer"), Mx = new([], "no answer"), Hosts = [] },
        .. new string[][] { [], ["v=TLSRPTv1 ; rua=mailto:a@b.example"], ["v=TLSRPTv1; rua=x"], ["v=TLSRPTv1; rua=x,mailto:a@b.example"], ["v=TLSRPTv1 rua=x"], ["v=TLSRPTv1;", "v=TLSRPTv1;"] }
            .Select(texts => Faultless with { TlsRptTexts = new(texts) }),
        .. Enum.GetValues<PolicyFetchOutcome>().Select(outcome =>
            Faultless with { Policy = new(outcome, "detail", outcome == PolicyFetchOutcome.Served ? "<html>" : null, Bad) }),
        Faultless with { Policy = Policy("testing", "mx.example.com", 60) },
        Faultless with { Policy = Policy("none", "mx.example.com", 60) },
        Faultless with { Policy = Policy("enforce", "mx.example.com.", 604800) },
        Faultless with { Policy = Policy("enforce", "elsewhere.example", 604800) },
        Faultless with { Mx = new([new(".", 0)]), Hosts = [] },
        Faultless with { Mx = new([Host, new("203.0.113.56", 20), new("third.example", 30)]), Hosts = [Probed(new(MxProbeOutcome.Encrypted)), new(new("203.0.113.56", 20), new(MxProbeOutcome.NoAddress), new([]))] },
        .. Enum.GetValues<MxProbeOutcome>().Select(outcome => Faultless with { Hosts = [Probed(new(outcome, IPAddress.Parse("192.0.2.1"), "detail"))] }),
        Faultless with { Hosts = [Probed(new(MxProbeOutcome.Encrypted, Certificate: Bad))] },
        .. new DnsAnswer<string>[] { new([Usable]), new([Usable], IsAuthenticated: true), new([$"0{Usable[1..]}"], IsAuthenticated: true), new([], "no answer") }
            .Select(tlsa => Faultless with { Hosts = [Probed(new(MxProbeOutcome.Encrypted)) with { Tlsa = tlsa }] }),
    ];

    private static PolicyFetch Policy(string mode, string mx, int maxAge) =>
        new(PolicyFetchOutcome.Served, Text: $"version: STSv1\nmode: {mode}\nmx: {mx}\nmax_age: {maxAge}\n");

    private static MxHostFacts Probed(MxProbe probe) => new(Host, probe, new([]));
}
