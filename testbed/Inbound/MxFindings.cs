namespace MtaStsAudit.Testbed.Inbound;

/// <summary>Findings about the MX hosts.</summary>
internal static class MxFindings
{
    private const string Lookup = "RFC 5321 §5.1";
    private const string Matching = "RFC 8461 §4.1";
    private const string Tls = "RFC 8461 §4.2";
    private const string StartTls = "RFC 3207 §4";
    private const string Dane = "RFC 7672 §2.2";

    public static readonly FindingKind LookupFailed = new("mx-lookup-failed", Lookup,
        "Ask again later; if it stays, have the domain's name servers checked.");

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
        "Ask again later; if it stays, have the host's name servers checked.");

    public static readonly FindingKind NoAddress = new("mx-no-address", Lookup, "Publish an address for the host, or remove the MX record.");

    public static readonly FindingKind AddressNotPublic = new("mx-address-not-public", Lookup,
        "Publish an address that can be reached from the internet.");

    public static readonly FindingKind Unreachable = new("mx-unreachable", Tls,
        "If this network lets port 25 out, see whether the host answers there. Many networks do not.");

    public static readonly FindingKind NoService = new("mx-no-service", StartTls,
        "The host may refuse this network only; check it from another.");

    public static readonly FindingKind StartTlsNotOffered = new("mx-starttls-not-offered", StartTls, "Let the host offer STARTTLS.");

    public static readonly FindingKind StartTlsRefused = new("mx-starttls-refused", StartTls,
        "Find out why the host refuses what it offers; often it cannot read its certificate or key.");

    public static readonly FindingKind TlsFailed = new("mx-tls-failed", Tls, "Let the host speak TLS 1.2 or later.");

    public static readonly FindingKind TlsOk = new("mx-tls-ok", Tls);

    public static readonly FindingKind TlsaPresent = new("tlsa-present", Dane);

    public static readonly FindingKind TlsaNotAuthenticated = new("tlsa-not-authenticated", Dane,
        "Sign the zone with DNSSEC, or remove the records; ask a resolver that validates to be sure.");

    public static readonly FindingKind TlsaAbsent = new("tlsa-absent", Dane);

    public static FindingKind For(MxProbeOutcome outcome) => outcome switch
    {
        MxProbeOutcome.LookupFailed => HostLookupFailed,
        MxProbeOutcome.NoAddress => NoAddress,
        MxProbeOutcome.AddressNotPublic => AddressNotPublic,
        MxProbeOutcome.Unreachable => Unreachable,
        MxProbeOutcome.NoService => NoService,
        MxProbeOutcome.StartTlsNotOffered => StartTlsNotOffered,
        MxProbeOutcome.StartTlsRefused => StartTlsRefused,
        MxProbeOutcome.TlsFailed => TlsFailed,
        _ => TlsOk,
    };
}
