
namespace MtaStsAudit.Model.Inbound;

/// <summary>Findings about the MX hosts.</summary>
internal static class MxFindings
{
    private const string Lookup = "RFC 5321 §5.1";
    private const string Matching = "RFC 8461 §4.1";
    private const string Validation = "RFC 8461 §4";
    private const string Certificate = "RFC 8461 §4.2";
    private const string TlsVersion = "RFC 8461 §7.2";
    private const string StartTlsCommand = "RFC 3207 §4";
    private const string SessionInitiation = "RFC 5321 §3.1";
    private const string Dane = "RFC 7672 §2.2";
    private const string DaneUsages = "RFC 7672 §3.1.3";

    public static readonly FindingKind LookupFailed = new("mx-lookup-failed", Lookup,
        "Ask again later, or another resolver; if it stays, have the domain's name servers checked.");

    public static readonly FindingKind NullMx = new("mx-null", "RFC 7505 §3");

    public static readonly FindingKind NotAllProbed = new("mx-not-all-probed", Lookup);

    public static readonly FindingKind Covered = new("mx-covered", Matching);

    public static readonly FindingKind NotCovered = new("mx-not-covered", Matching,
        "Add the host to the policy's mx lines and change the record's id, or remove the MX record.");

    public static readonly FindingKind NoneCovered = new("mx-none-covered", Matching,
        "Let the policy name the domain's MX hosts: senders that honour it deliver nothing now.");

    public static readonly FindingKind NameInvalid = new("mx-name-invalid", Lookup,
        "Point the MX record to a host name; addresses and other texts are none.");

    public static readonly FindingKind HostLookupFailed = new("mx-host-lookup-failed", Lookup,
        "Ask again later, or another resolver; if it stays, have the host's name servers checked.");

    public static readonly FindingKind NoAddress = new("mx-no-address", Lookup, "Publish an address for the host, or remove the MX record.");

    public static readonly FindingKind AddressNotPublic = new("mx-address-not-public", Lookup,
        "Publish an address that can be reached from the internet.");

    public static readonly FindingKind Unreachable = new("mx-unreachable", Lookup,
        "If this network lets port 25 out, see whether the host answers there. Many networks do not.");

    public static readonly FindingKind NoAnswer = new("mx-no-answer", Lookup,
        "Check from a network that lets port 25 out; many do not.");

    public static readonly FindingKind NoRoute = new("mx-no-route", Lookup,
        "Check from a machine with a way there: for an IPv6 address, one with IPv6.");

    public static readonly FindingKind NoService = new("mx-no-service", SessionInitiation,
        "The host may refuse this network only; check it from another.");

    public static readonly FindingKind StartTlsNotOffered = new("mx-starttls-not-offered", Validation, "Let the host offer STARTTLS.");

    public static readonly FindingKind StartTlsRefused = new("mx-starttls-refused", StartTlsCommand,
        "Find out why the host refuses what it offers; often it cannot read its certificate or key.");

    public static readonly FindingKind TlsFailed = new("mx-tls-failed", TlsVersion, "Let the host speak TLS 1.2 or later.");

    public static readonly FindingKind TlsOk = new("mx-tls-ok", Certificate);

    public static readonly FindingKind TlsaPresent = new("tlsa-present", Dane);

    public static readonly FindingKind TlsaNotAuthenticated = new("tlsa-not-authenticated", Dane,
        "Sign the zone with DNSSEC, or remove the records; ask a resolver that validates to be sure.");

    public static readonly FindingKind TlsaUnusable = new("tlsa-unusable", DaneUsages,
        "Publish records with usage 3 (DANE-EE) or 2 (DANE-TA): 3 1 1 and the SHA-256 digest of the server's public key, say.");

    public static readonly FindingKind TlsaLookupFailed = new("tlsa-lookup-failed", Dane,
        "Ask again later, or another resolver; if it stays, have the name servers of the host's zone checked: senders that do DANE put mail off.");

    public static readonly FindingKind TlsaAbsent = new("tlsa-absent", Dane);

    public static FindingKind For(MxProbeOutcome outcome) => outcome switch
    {
        MxProbeOutcome.LookupFailed => HostLookupFailed,
        MxProbeOutcome.NoAddress => NoAddress,
        MxProbeOutcome.AddressNotPublic => AddressNotPublic,
        MxProbeOutcome.NoRoute => NoRoute,
        MxProbeOutcome.NoAnswer => NoAnswer,
        MxProbeOutcome.Unreachable => Unreachable,
        MxProbeOutcome.NoService => NoService,
        MxProbeOutcome.StartTlsNotOffered => StartTlsNotOffered,
        MxProbeOutcome.StartTlsRefused => StartTlsRefused,
        MxProbeOutcome.TlsFailed => TlsFailed,
        MxProbeOutcome.Encrypted => TlsOk,
    };
}
