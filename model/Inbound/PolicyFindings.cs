
namespace MtaStsAudit.Model.Inbound;

/// <summary>Findings about the policy and its host.</summary>
internal static class PolicyFindings
{
    private const string PolicyFormat = "RFC 8461 §3.2";
    private const string PolicyHostAndPath = "RFC 8461 §3.2";
    private const string Fetching = "RFC 8461 §3.3";
    private const string ServerName = "RFC 8461 §7.1";

    public static readonly FindingKind Valid = new("policy-valid", PolicyFormat);

    public static readonly FindingKind Invalid = new("policy-invalid", PolicyFormat,
        "Serve lines of key: value with version, mode, mx and max_age.");

    public static readonly FindingKind Syntax = new("policy-syntax", PolicyFormat,
        "Write each line as 'key: value', without a space before the key or the colon, without empty lines, and mx as host names.");

    public static readonly FindingKind MaxAgeShort = new("policy-max-age-short", PolicyFormat,
        "Raise max_age to weeks once the policy stands: an attacker who can block its host waits for it to run out.");

    public static readonly FindingKind ModeTesting = new("policy-mode-testing", "RFC 8461 §5",
        "Read the TLS reports; when they show no failures, change the mode to enforce.");

    public static readonly FindingKind ModeNone = new("policy-mode-none", "RFC 8461 §8.3",
        "If the policy is being taken back, leave this in place until the former max_age has passed.");

    public static readonly FindingKind WithoutRecord = new("policy-without-record", "RFC 8461 §3.1",
        "Publish the TXT record at _mta-sts: without it no sender looks for the policy.");

    public static FindingKind For(PolicyFetchOutcome outcome) => outcome switch
    {
        PolicyFetchOutcome.LookupFailed => LookupFailed,
        PolicyFetchOutcome.NoAddress => NoAddress,
        PolicyFetchOutcome.AddressNotPublic => AddressNotPublic,
        PolicyFetchOutcome.NoRoute => NoRoute,
        PolicyFetchOutcome.Unreachable => Unreachable,
        PolicyFetchOutcome.TlsFailed => TlsFailed,
        PolicyFetchOutcome.Redirect => Redirect,
        PolicyFetchOutcome.OtherStatus => OtherStatus,
        PolicyFetchOutcome.WrongType => WrongType,
        PolicyFetchOutcome.TooLarge => TooLarge,
        PolicyFetchOutcome.TooSlow => TooSlow,
        PolicyFetchOutcome.Dropped => Dropped,
        PolicyFetchOutcome.Served => Invalid,
        PolicyFetchOutcome.BadCertificate => TlsFailed,
    };

    private static readonly FindingKind LookupFailed = new("policy-host-lookup-failed", PolicyHostAndPath,
        "Ask again later, or another resolver; if it stays, have the domain's name servers checked.");

    private static readonly FindingKind NoAddress = new("policy-host-no-address", PolicyHostAndPath,
        "Publish an address for the policy host and serve the policy there.");

    private static readonly FindingKind AddressNotPublic = new("policy-host-address-not-public", PolicyHostAndPath,
        "Publish an address that can be reached from the internet.");

    private static readonly FindingKind NoRoute = new("policy-host-no-route", PolicyHostAndPath,
        "Check from a machine with a way there: for an IPv6 address, one with IPv6.");

    private static readonly FindingKind Unreachable = new("policy-host-unreachable", PolicyHostAndPath,
        "Let the policy host answer on port 443.");

    private static readonly FindingKind TlsFailed = new("policy-tls-failed", ServerName,
        "Let the policy host speak TLS 1.2 or later with a certificate for its own name.");

    private static readonly FindingKind Redirect = new("policy-redirect", Fetching,
        "Serve the policy at this address itself: senders must not follow redirects.");

    private static readonly FindingKind OtherStatus = new("policy-status", Fetching,
        "Answer with 200: with any other status the policy does not count.");

    private static readonly FindingKind WrongType = new("policy-content-type", PolicyFormat,
        "Serve the policy as text/plain: senders should take no other type.");

    private static readonly FindingKind TooLarge = new("policy-too-large", Fetching,
        "Keep the policy under 64 KiB.");

    private static readonly FindingKind TooSlow = new("policy-too-slow", Fetching,
        "Answer at once: senders give up after a minute or less.");

    private static readonly FindingKind Dropped = new("policy-connection-dropped", Fetching,
        "Find out why the policy host ends the connection before its answer is whole.");
}
