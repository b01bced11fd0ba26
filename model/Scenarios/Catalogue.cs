using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Receivers;
using MtaStsAudit.Model.Sts;

namespace MtaStsAudit.Model.Scenarios;

/// <summary>The scenarios of a testbed, each with its MX hosts. A new one is one row; a name is never used again.</summary>
public static class Catalogue
{
    private static readonly StsPublication Enforce = new(StsMode.Enforce);

    private static readonly Requirement Validation = new(RequirementLevel.Must, "RFC 8461 §4", "RFC 8461 §5"); // an enforced policy is validated: STARTTLS, and a certificate
    private static readonly Requirement ValidCertificate = new(RequirementLevel.Must, "RFC 8461 §4.2", "RFC 8461 §5"); // an enforced policy asks for a valid certificate
    private static readonly Requirement ListedHost = new(RequirementLevel.Must, "RFC 8461 §4.1", "RFC 8461 §5"); // an enforced policy has to match the MX host
    private static readonly Requirement EachHost = new(RequirementLevel.Must, "RFC 8461 §8.4", "RFC 8461 §4"); // MX hosts are tried in their order, each is validated
    private static readonly Requirement Fetching = new(RequirementLevel.Must, "RFC 8461 §3.3"); // how a policy is fetched
    private static readonly Requirement Syntax = new(RequirementLevel.Must, "RFC 8461 §3.2"); // the fields of a policy
    private static readonly Requirement OneRecord = new(RequirementLevel.Must, "RFC 8461 §3.1"); // exactly one record
    private static readonly Requirement ExactDomain = new(RequirementLevel.Must, "RFC 8461 §3.4"); // a subdomain has no policy of its parent
    private static readonly Requirement Testing = new(RequirementLevel.May, "RFC 8461 §5"); // in mode testing mail may be delivered all the same
    private static readonly Requirement NoPolicy = new(RequirementLevel.Should, "RFC 8461 §5"); // mode none is as no policy
    private static readonly Requirement Versions = new(RequirementLevel.Should, "RFC 8461 §7.2"); // the version of TLS
    private static readonly Requirement ServerName = new(RequirementLevel.Must, "RFC 8461 §7.1"); // SNI is sent
    private static readonly Requirement Delegation = new(RequirementLevel.Must, "RFC 8461 §8.2"); // a policy may be delegated by CNAME
    private static readonly Requirement MediaType = new(RequirementLevel.Should, "RFC 8461 §3.2"); // the media type of a policy
    private static readonly Requirement Retrying = new(RequirementLevel.Must, "RFC 5321 §4.5.4.1"); // a sender tries again what was put off
    private static readonly Requirement Recovery = new(RequirementLevel.Must, "RFC 5321 §4.5.4.1", "RFC 8461 §5"); // a sender tries again what it did not deliver, as an enforced policy demands
    private static readonly Requirement Caching = new(RequirementLevel.Must, "RFC 8461 §3.3"); // a policy that was fetched is kept for its max_age, and no longer
    private static readonly Requirement Update = new(RequirementLevel.Must, "RFC 8461 §5", "RFC 8461 §5.1"); // an enforced policy is looked for anew before mail is bounced
    private static readonly Requirement None = new(RequirementLevel.ShownOnly);

    /// <summary>All scenarios, the study's first.</summary>
    public static IReadOnlyList<Scenario> Scenarios { get; } =
    [
        // The original study, in its own words.
        Core('a', Enforce, TlsOffer.May, CertificateKind.Trusted, AddressFamilyUse.IPv4, "faultless: shows that the sender can reach the testbed at all", Validation),
        Core('b', Enforce, TlsOffer.None, CertificateKind.None, AddressFamilyUse.IPv4, "STARTTLS stripped, as an attacker in the middle would do", Validation),
        Core('c', Enforce, TlsOffer.May, CertificateKind.Trusted, AddressFamilyUse.IPv6, "faultless, on IPv6", Validation),
        Core('d', Enforce, TlsOffer.May, CertificateKind.UntrustedIssuer, AddressFamilyUse.IPv6, "right name, untrusted issuer: an attacker's own certificate", ValidCertificate),
        Core('e', Enforce, TlsOffer.Encrypt, CertificateKind.Trusted, AddressFamilyUse.IPv6, "faultless, accepts no mail without TLS", Validation),
        Core('f', null, TlsOffer.None, CertificateKind.None, AddressFamilyUse.IPv6, "control: no TLS and no policy, so clear text is allowed", None),
        Core('g', null, TlsOffer.May, CertificateKind.UntrustedIssuer, AddressFamilyUse.IPv4, "control: untrusted issuer and no policy, so the certificate is allowed", None),

        // The certificate of the MX host.
        Row("wrong-name", Family.Certificates, Enforce, "trusted certificate of another host", ValidCertificate, Tls(CertificateKind.WrongName)),
        Row("expired", Family.Certificates, Enforce, "certificate that has expired", ValidCertificate, Tls(CertificateKind.Expired)),
        Row("not-yet-valid", Family.Certificates, Enforce, "certificate that is not valid yet", ValidCertificate, Tls(CertificateKind.NotYetValid)),
        Row("self-signed", Family.Certificates, Enforce, "self-signed certificate with the right name", ValidCertificate, Tls(CertificateKind.SelfSigned)),
        Row("common-name-only", Family.Certificates, Enforce, "the host's name in the common name only, which does not count", ValidCertificate, Tls(CertificateKind.NameInCommonNameOnly)),
        Row("wildcard-cert", Family.Certificates, Enforce, "wildcard certificate, one label: it is valid", ValidCertificate, Tls(CertificateKind.Wildcard)),
        Row("wildcard-cert-deep", Family.Certificates, Enforce, "wildcard certificate for a host two labels below", ValidCertificate, Tls(CertificateKind.WildcardTwoLabelsBelow) with { IsOneLabelDeeper = true }),
        Row("sni-decides", Family.Certificates, Enforce, "the right certificate for who sends the host's name by SNI, another without", ServerName, Tls(CertificateKind.RightBySni)),
        Row("rsa-4096", Family.Certificates, Enforce, "a key of 4096 bits (RSA): it is valid, and long", ValidCertificate, Tls(CertificateKind.Rsa4096)),
        Row("rsa-1024", Family.Certificates, Enforce, "a key of 1024 bits (RSA), which is too short", None, Tls(CertificateKind.Rsa1024)),
        Row("no-intermediate", Family.Certificates, Enforce, "the intermediate CA's certificate is not sent", None, Tls(CertificateKind.IntermediateMissing)),

        // The names of MX hosts, and their order.
        Row("unlisted", Family.MxMatching, Enforce with { Lists = MxListKind.NotTheFirst }, "the policy names another host, all else is right", ListedHost, Tls(CertificateKind.Trusted)),
        Row("unlisted-san", Family.MxMatching, Enforce with { Lists = MxListKind.NotTheFirst }, "the policy names another host, and the certificate names both", ListedHost, Tls(CertificateKind.AlsoForListedHost)),
        Row("wildcard-policy", Family.MxMatching, Enforce with { Lists = MxListKind.WildcardOfSite }, "pattern *.x, and the MX host is one label below x: it matches", ListedHost, Tls(CertificateKind.Trusted)),
        Row("wildcard-policy-deep", Family.MxMatching, Enforce with { Lists = MxListKind.WildcardOfSite }, "pattern *.x, and the MX host is two labels below x", ListedHost, Tls(CertificateKind.Trusted) with { IsOneLabelDeeper = true }),
        Row("wildcard-policy-apex", Family.MxMatching, Enforce with { Lists = MxListKind.WildcardOfHost }, "pattern *.x, and the MX host is x", ListedHost, Tls(CertificateKind.Trusted)),
        Row("first-plain", Family.MxMatching, Enforce, "the first MX host offers no STARTTLS, the second is faultless", EachHost, Plain, Tls(CertificateKind.Trusted)),
        Row("first-untrusted", Family.MxMatching, Enforce, "the first MX host's certificate is untrusted, the second is faultless", EachHost, Tls(CertificateKind.UntrustedIssuer), Tls(CertificateKind.Trusted)),
        Row("first-unlisted", Family.MxMatching, Enforce with { Lists = MxListKind.NotTheFirst }, "the policy names the second MX host only", EachHost, Tls(CertificateKind.Trusted), Tls(CertificateKind.Trusted)),
        Row("second-plain", Family.MxMatching, Enforce, "the first MX host is faultless, the second offers no STARTTLS", EachHost, Tls(CertificateKind.Trusted), Plain),
        Row("both-bad", Family.MxMatching, Enforce, "no STARTTLS at the first MX host, an untrusted certificate at the second", EachHost, Plain, Tls(CertificateKind.UntrustedIssuer)),
        Row("two-plain", Family.MxMatching, Enforce, "two MX hosts, both without STARTTLS: a queue tries one after the other", EachHost, Plain, Plain),

        Row("mx-alias", Family.MxMatching, null, "no policy, and the MX record names an alias", None, Tls(CertificateKind.Trusted) with { MxRecord = MxRecordKind.Alias }),
        Row("mx-address", Family.MxMatching, null, "no policy, and an address in the MX record", None, Tls(CertificateKind.Trusted) with { MxRecord = MxRecordKind.Address }),
        Row("mx-null", Family.MxMatching, null, "no policy, and a null MX: the domain takes no mail", None, Tls(CertificateKind.Trusted) with { MxRecord = MxRecordKind.Null }),

        // How the policy host answers. Where a policy must not be had, mail goes out in clear.
        Row("policy-untrusted", Family.PolicyHost, Enforce with { Host = PolicyHostKind.UntrustedCertificate }, "untrusted certificate of the policy host: there is no policy", Fetching, Plain),
        Row("policy-wrong-name", Family.PolicyHost, Enforce with { Host = PolicyHostKind.CertificateOfAnotherHost }, "the policy host's certificate is another host's: there is no policy", Fetching, Plain),
        Row("policy-expired", Family.PolicyHost, Enforce with { Host = PolicyHostKind.ExpiredCertificate }, "the policy host's certificate has expired: there is no policy", Fetching, Plain),
        Row("policy-redirect", Family.PolicyHost, Enforce with { Host = PolicyHostKind.Redirect }, "the policy host redirects, which is not followed", Fetching, Plain),
        Row("policy-404", Family.PolicyHost, Enforce with { Host = PolicyHostKind.NotFound }, "the policy host answers 404", Fetching, Plain),
        Row("policy-500", Family.PolicyHost, Enforce with { Host = PolicyHostKind.ServerError }, "the policy host answers 500", Fetching, Plain),
        Row("policy-silent", Family.PolicyHost, Enforce with { Host = PolicyHostKind.Silent }, "the policy host does not answer within a minute", Fetching, Plain),
        Row("policy-closes", Family.PolicyHost, Enforce with { Host = PolicyHostKind.ClosesConnection }, "the policy host closes the connection without an answer", Fetching, Plain),
        Row("policy-ipv6", Family.PolicyHost, Enforce with { Host = PolicyHostKind.IPv6Only }, "the policy host has IPv6 only", None, Plain),
        Row("policy-cname", Family.PolicyHost, Enforce with { Host = PolicyHostKind.ByCname, Record = RecordKind.ByCname }, "record and policy host are aliases: the policy counts", Delegation, Plain),

        // The policy's text.
        Row("policy-html", Family.PolicyText, Enforce with { Text = PolicyTextKind.AsHtml }, "the policy as text/html", MediaType, Plain),
        Row("policy-no-mx", Family.PolicyText, Enforce with { Text = PolicyTextKind.WithoutMx }, "mode enforce and no mx: it is no policy", Syntax, Plain),
        Row("policy-no-version", Family.PolicyText, Enforce with { Text = PolicyTextKind.WithoutVersion }, "the policy does not say its version: it is no policy", Syntax, Plain),
        Row("policy-64k", Family.PolicyText, Enforce with { Text = PolicyTextKind.Over64KiB }, "a policy of more than 64 KiB", None, Plain),
        Row("policy-address", Family.PolicyText, Enforce with { Text = PolicyTextKind.AddressAmongMx }, "an address among the mx patterns", None, Plain),
        Row("policy-bare-lf", Family.PolicyText, Enforce with { Text = PolicyTextKind.BareLineFeeds }, "lines that end in LF: the policy counts", Syntax, Plain),
        Row("policy-unknown-fields", Family.PolicyText, Enforce with { Text = PolicyTextKind.UnknownFields }, "fields that are not known: the policy counts", Syntax, Plain),
        Row("policy-mode-twice", Family.PolicyText, Enforce with { Text = PolicyTextKind.ModeTwice }, "the mode twice, none the second time: the first one counts", Syntax, Plain),
        Row("policy-spaces", Family.PolicyText, Enforce with { Text = PolicyTextKind.SpacesAtLineEnds }, "spaces at the ends of lines: the policy counts", Syntax, Plain),

        // The record that says there is a policy.
        Row("two-records", Family.Discovery, Enforce with { Record = RecordKind.Twice }, "two records: there is no policy", OneRecord, Plain),
        Row("records-beside", Family.Discovery, Enforce with { Record = RecordKind.BesideOtherTexts }, "one record beside other TXT records: the policy counts", OneRecord, Plain),
        Row("subdomain", Family.Discovery, null, "no policy, below a domain that has one, which does not count here", ExactDomain, Plain with { IsBelowPolicy = true }) with { Parent = new("records-beside") },
        Row("two-strings", Family.Discovery, Enforce with { Record = RecordKind.InTwoStrings }, "the record in two character strings: the policy counts", OneRecord, Plain),
        Row("extension-fields", Family.Discovery, Enforce with { Record = RecordKind.WithExtensions }, "extension fields after the id: the policy counts", OneRecord, Plain),
        Row("id-hyphens", Family.Discovery, Enforce with { Record = RecordKind.IdWithHyphens }, "hyphens in the id: there is no policy", OneRecord, Plain),
        Row("id-missing", Family.Discovery, Enforce with { Record = RecordKind.WithoutId }, "no id: there is no policy", OneRecord, Plain),
        Row("version-not-first", Family.Discovery, Enforce with { Record = RecordKind.VersionNotFirst }, "the version stands after the id: there is no policy", OneRecord, Plain),
        Row("version-stsv10", Family.Discovery, Enforce with { Record = RecordKind.OtherVersion }, "version STSv10: there is no policy", OneRecord, Plain),
        Row("xn--mta-sts-prfung-psb", Family.Discovery, Enforce, "an international name, as A-labels: the policy counts", Syntax, Plain),

        // Modes, and time.
        Row("testing-plain", Family.Lifecycle, new(StsMode.Testing), "mode testing, no STARTTLS: delivered, and reported", Testing, Plain),
        Row("testing-untrusted", Family.Lifecycle, new(StsMode.Testing), "mode testing, untrusted certificate: delivered, and reported", Testing, Tls(CertificateKind.UntrustedIssuer)),
        Row("testing-unlisted", Family.Lifecycle, new(StsMode.Testing, Lists: MxListKind.NotTheFirst), "mode testing, and the policy names another host: delivered, and reported", Testing, Tls(CertificateKind.Trusted)),
        Row("mode-none", Family.Lifecycle, new(StsMode.None), "mode none, no STARTTLS: as without a policy", NoPolicy, Plain),
        Row("max-age-11-digits", Family.Lifecycle, Enforce with { Text = PolicyTextKind.MaxAgeOfElevenDigits }, "a max_age of eleven digits", None, Plain),
        Row("max-age-too-large", Family.Lifecycle, Enforce with { Text = PolicyTextKind.MaxAgeAboveLargest }, "a max_age above the largest allowed", None, Plain),
        Row("max-age-zero", Family.Lifecycle, Enforce with { Text = PolicyTextKind.MaxAgeZero }, "a max_age of zero seconds", None, Plain),

        Row("plain-at-first", Family.Lifecycle, Enforce, "no STARTTLS at first, then faultless: refused, and then delivered over TLS", Recovery, Behind(ChannelFault.StartTlsHiddenAtFirst)),
        Row("greylisted", Family.Lifecycle, Enforce, "each message is put off (451) the first time, and taken the next", Retrying, Tls(CertificateKind.Trusted) with { PutsOffOnce = true }),
        Row("policy-vanishes", Family.Lifecycle, Enforce with { Record = RecordKind.IdChanges, Change = PolicyChange.Vanishes }, "the id changes, and the policy is gone from its host: who has it keeps to it", Caching, Plain),
        Row("policy-runs-out", Family.Lifecycle, Enforce with { Text = PolicyTextKind.MaxAgeOfOneMinute, Change = PolicyChange.Vanishes }, "a max_age of one minute, and then the policy vanishes: it is kept no longer", Caching, Plain),
        Row("enforce-to-none", Family.Lifecycle, Enforce with { Record = RecordKind.IdChanges, Change = PolicyChange.ToModeNone }, "mode enforce at first, then none, by another id: refused, and then delivered", Update, Plain),
        Row("none-to-enforce", Family.Lifecycle, new(StsMode.None, Change: PolicyChange.ToModeEnforce), "mode none at first, then enforce, by the same id", None, Plain),

        // The connection.
        Row("tls12-only", Family.Channel, Enforce, "TLS 1.2 only", Versions, Tls(CertificateKind.Trusted) with { Versions = TlsVersions.Only12 }),
        Row("tls13-only", Family.Channel, Enforce, "TLS 1.3 only", Versions, Tls(CertificateKind.Trusted) with { Versions = TlsVersions.Only13 }),
        Row("starttls-454", Family.Channel, Enforce, "STARTTLS is offered and answered 454", Validation, Behind(ChannelFault.StartTlsAnswered454)),
        Row("starttls-502", Family.Channel, Enforce, "STARTTLS is offered and answered 502", Validation, Behind(ChannelFault.StartTlsAnswered502)),
        Row("closed-after-220", Family.Channel, Enforce, "the connection is closed when STARTTLS has been answered 220", Validation, Behind(ChannelFault.ClosedAfter220)),
        Row("garbage-after-220", Family.Channel, Enforce, "no TLS follows when STARTTLS has been answered 220", Validation, Behind(ChannelFault.GarbageAfter220)),
        Row("ehlo-502", Family.Channel, Enforce, "EHLO is answered 502, so that no extension is offered", Validation, Behind(ChannelFault.EhloAnswered502)),
        Row("starttls-hidden", Family.Channel, Enforce, "the line that offers STARTTLS is taken out", Validation, Behind(ChannelFault.StartTlsHidden)),
        Row("responses-injected", Family.Channel, Enforce, "replies in clear text are pushed in behind the 220", None, Behind(ChannelFault.ResponsesInjected)),
        Row("tls11-only", Family.Channel, Enforce, "nothing newer than TLS 1.1", Versions, Tls(CertificateKind.Trusted) with { Versions = TlsVersions.OnlyOld }),
    ];

    /// <summary>The MX hosts of all scenarios.</summary>
    public static IReadOnlyList<Receiver> Receivers { get; } = [.. Scenarios.SelectMany(scenario => scenario.Receivers)];

    /// <summary>The six receivers of the original study.</summary>
    public static IReadOnlyList<Receiver> Study { get; } = [.. Receivers.Where(receiver => receiver.Name.IsOfStudy)];

    private static readonly Dictionary<ReceiverName, Receiver> ReceiversByName = Receivers.ToDictionary(receiver => receiver.Name);
    private static readonly Dictionary<ReceiverName, Scenario> ScenariosByName = Scenarios.ToDictionary(scenario => scenario.Name);

    public static Receiver? Find(ReceiverName name) => ReceiversByName.GetValueOrDefault(name);

    public static Scenario? FindScenario(ReceiverName name) => ScenariosByName.GetValueOrDefault(name);

    private static MxHost Plain => new(TlsOffer.None, CertificateKind.None);

    private static MxHost Tls(CertificateKind certificate) => new(TlsOffer.May, certificate);

    private static MxHost Behind(ChannelFault fault) => Tls(CertificateKind.Trusted) with { Channel = fault };

    private static Scenario Core(
        char name, StsPublication? sts, TlsOffer tls, CertificateKind certificate, AddressFamilyUse studyFamily, string asks, Requirement requirement) =>
        new(new(name), Family.Core, sts, [new(new(name), tls, certificate, sts?.Mode, studyFamily, asks)], asks, requirement);

    private static Scenario Row(string name, Family family, StsPublication? sts, string asks, Requirement requirement, params MxHost[] hosts) =>
        new(new(name), family, sts, [.. hosts.Select((host, index) => host.Of(new(name), sts, index, asks))], asks, requirement);
}
