using System.Net;
using MtaStsAudit.Model.Dns;
using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Inbound;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Receivers;
using MtaStsAudit.Model.Scenarios;
using MtaStsAudit.Model.SelfChecks;
using MtaStsAudit.Model.Sts;

namespace MtaStsAudit.Model.Tests.SelfChecks;

/// <summary>What a self-check sees of a testbed where all is as designed, written down apart from the rules that judge it.</summary>
internal static class DesignedSite
{
    public static readonly SiteNames Names = new(DomainName.Parse("audit.test"));

    public static readonly DateTimeOffset Now = new(2026, 1, 2, 3, 0, 0, TimeSpan.Zero);

    private static readonly IPAddress Address = IPAddress.Parse("192.0.2.1");

    private static readonly IReadOnlyList<DnsRecord> Records = SiteRecords.For(Names, Catalogue.Receivers, new(_ => [Address], [Address]));

    public static IReadOnlyList<SiteFinding> Findings(params IEnumerable<ScenarioFacts> scenarios) =>
        SiteRule.Findings(Names, new SiteFacts([.. scenarios], Https(new(PolicyFetchOutcome.Served, Certificate: Shown(CertificateFaults.None)))), Now);

    /// <summary>All that is wrong, or could not be checked.</summary>
    public static IReadOnlyList<SiteFinding> Faults(params IEnumerable<ScenarioFacts> scenarios) => [.. Findings(scenarios).Where(finding => finding.State != SiteState.AsDesigned)];

    public static ScenarioFacts Of(string name) => Of(Catalogue.FindScenario(new(name))!);

    public static ScenarioFacts Of(Scenario scenario)
    {
        var mailDomain = Names.MailDomain(scenario.Name);
        return new(
            scenario,
            new([.. StsRecords.Of(Names, scenario).Where(record => record.Type == DnsRecordType.TXT).Select(record => record.Value)]),
            new(["v=TLSRPTv1; rua=https://api.audit.test/tlsrpt,mailto:tlsrpt@a.audit.test"]),
            new([.. Records.Where(record => record.Type == DnsRecordType.MX && record.Owner == mailDomain.Value).Select(record => new MxTarget(record.Value, record.Preference!.Value))]),
            [.. scenario.Receivers.Select(receiver => new ReceiverFacts(receiver, new([Address]), [new(Address, HasRoute: true, Probe(receiver), Clear(receiver))]))],
            scenario.Sts is null ? null : Https(Fetch(scenario)));
    }

    public static ScenarioFacts With(ScenarioFacts facts, MxProbe probe) => facts with
    {
        Receivers = [facts.Receivers[0] with { Sessions = [facts.Receivers[0].Sessions[0] with { Probe = probe }] }, .. facts.Receivers.Skip(1)],
    };

    public static ScenarioFacts With(ScenarioFacts facts, PolicyFetch fetch) => facts with { PolicyHost = Https(fetch) };

    public static CertificateFacts Shown(CertificateFaults faults) => new(faults, "the host", "the CA", Now.AddDays(60));

    public static PolicyFetch Fetch(Scenario scenario) => scenario.Sts!.Host switch
    {
        PolicyHostKind.UntrustedCertificate => new(PolicyFetchOutcome.BadCertificate, "", Certificate: Shown(CertificateFaults.Untrusted)),
        PolicyHostKind.CertificateOfAnotherHost => new(PolicyFetchOutcome.BadCertificate, "", Certificate: Shown(CertificateFaults.WrongName)),
        PolicyHostKind.ExpiredCertificate => new(PolicyFetchOutcome.BadCertificate, "", Certificate: Shown(CertificateFaults.Expired)),
        PolicyHostKind.Redirect => new(PolicyFetchOutcome.Redirect, "301", Certificate: Shown(CertificateFaults.None), Location: $"https://api.audit.test/policies/{scenario.Name}"),
        PolicyHostKind.NotFound => new(PolicyFetchOutcome.OtherStatus, "404", Certificate: Shown(CertificateFaults.None)),
        PolicyHostKind.ServerError => new(PolicyFetchOutcome.OtherStatus, "500", Certificate: Shown(CertificateFaults.None)),
        PolicyHostKind.Silent => new(PolicyFetchOutcome.TooSlow, Certificate: Shown(CertificateFaults.None)),
        PolicyHostKind.ClosesConnection => new(PolicyFetchOutcome.Dropped, Certificate: Shown(CertificateFaults.None)),
        PolicyHostKind.Plain or PolicyHostKind.IPv6Only or PolicyHostKind.ByCname => scenario.Sts.Text switch
        {
            PolicyTextKind.AsHtml => new(PolicyFetchOutcome.WrongType, "text/html", Certificate: Shown(CertificateFaults.None)),
            PolicyTextKind.Over64KiB => new(PolicyFetchOutcome.TooLarge, Certificate: Shown(CertificateFaults.None)),
            _ => new(PolicyFetchOutcome.Served, "", PublishedPolicy.TextOf(Names, scenario), Shown(CertificateFaults.None)),
        },
    };

    public static MxProbe Probe(Receiver receiver) => receiver.Channel switch
    {
        ChannelFault.StartTlsAnswered454 => new(MxProbeOutcome.StartTlsRefused, Address, "454 4.7.0 TLS not available"),
        ChannelFault.StartTlsAnswered502 => new(MxProbeOutcome.StartTlsRefused, Address, "502 5.5.1 not implemented"),
        ChannelFault.ClosedAfter220 or ChannelFault.GarbageAfter220 => new(MxProbeOutcome.TlsFailed, Address, "the handshake failed"),
        ChannelFault.EhloAnswered502 => new(MxProbeOutcome.NoService, Address, "502 5.5.2 command not recognized"),
        ChannelFault.StartTlsHidden or ChannelFault.StartTlsHiddenAtFirst => new(MxProbeOutcome.StartTlsNotOffered, Address),
        ChannelFault.ResponsesInjected => Encrypted(CertificateFaults.None),
        null when receiver.Tls == TlsOffer.None => new(MxProbeOutcome.StartTlsNotOffered, Address),
        null when receiver.Versions == TlsVersions.OnlyOld => new(MxProbeOutcome.TlsFailed, Address, "the handshake failed"),
        null => Encrypted(FaultsOf(receiver.Certificate), receiver.Versions == TlsVersions.Only12 ? "TLSv1.2" : "TLSv1.3"),
    };

    // What a client that trusts the rig's CA finds wrong with a certificate of the kind.
    private static CertificateFaults FaultsOf(CertificateKind kind) => kind switch
    {
        CertificateKind.UntrustedIssuer or CertificateKind.SelfSigned or CertificateKind.IntermediateMissing => CertificateFaults.Untrusted,
        CertificateKind.WrongName or CertificateKind.NameInCommonNameOnly or CertificateKind.WildcardTwoLabelsBelow => CertificateFaults.WrongName,
        CertificateKind.Expired => CertificateFaults.Expired,
        CertificateKind.NotYetValid => CertificateFaults.NotYetValid,
        CertificateKind.None or CertificateKind.Trusted or CertificateKind.AlsoForListedHost or CertificateKind.Wildcard or CertificateKind.RightBySni
            or CertificateKind.Rsa4096 or CertificateKind.Rsa1024 => CertificateFaults.None,
    };

    public static MxProbe Encrypted(CertificateFaults faults, string protocol = "TLSv1.3") =>
        new(MxProbeOutcome.Encrypted, Address, "", new TlsParameters(protocol, "x"), Shown(faults), new(250, "250 2.1.0 Ok"));

    private static ClearTextSession Clear(Receiver receiver) =>
        receiver.PutsOffOnce ? new(250, "250 2.1.0 Ok", 451)
        : receiver.Channel == ChannelFault.EhloAnswered502 ? new(null, "502 5.5.2 command not recognized")
        : receiver.Tls == TlsOffer.Encrypt ? new(530, "530 5.7.0 Must issue a STARTTLS command first")
        : new(250, "250 2.1.0 Ok");

    private static HttpsHostFacts Https(PolicyFetch fetch) => new(new([Address]), [new(Address, HasRoute: true, fetch)]);
}
