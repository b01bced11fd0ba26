using MtaStsAudit.Model.Sts;

namespace MtaStsAudit.Model.Scenarios;

/// <summary>How a scenario publishes its policy: by which record, from which host, in which words.</summary>
/// <param name="Mode">The mode that the text says.</param>
/// <param name="Lists">Which MX hosts the text names.</param>
/// <param name="Change">What becomes of the policy at its host, for each client from some time after its first fetch on.</param>
public sealed record StsPublication(
    StsMode Mode,
    RecordKind Record = RecordKind.Plain,
    PolicyHostKind Host = PolicyHostKind.Plain,
    PolicyTextKind Text = PolicyTextKind.Plain,
    MxListKind Lists = MxListKind.EveryHost,
    PolicyChange Change = PolicyChange.None)
{
    /// <summary>
    /// Whether there comes a time when a compliant sender has no policy any more that forbids to deliver: it fetches another, or what it
    /// has is too old and no other is to be had.
    /// </summary>
    public bool Ends => Change switch
    {
        PolicyChange.ToModeNone => true,
        PolicyChange.Vanishes => Text == PolicyTextKind.MaxAgeOfOneMinute,
        PolicyChange.None or PolicyChange.ToModeEnforce => false,
    };

    /// <summary>Whether a sender that keeps to RFC 8461 comes to have this policy.</summary>
    public PolicyReach Reach => new[] { ReachBy(Record), ReachBy(Host), ReachBy(Text) } switch
    {
        var all when all.Contains(PolicyReach.None) => PolicyReach.None,
        var all when all.Contains(PolicyReach.Unspecified) => PolicyReach.Unspecified,
        _ => PolicyReach.Applies,
    };

    private static PolicyReach ReachBy(RecordKind record) => record switch
    {
        RecordKind.Plain or RecordKind.BesideOtherTexts or RecordKind.InTwoStrings or RecordKind.WithExtensions or RecordKind.ByCname or RecordKind.IdChanges => PolicyReach.Applies,
        // RFC 8461 §3.1: with none or several, or with a fault in its syntax, senders assume that there is no policy.
        RecordKind.Twice or RecordKind.IdWithHyphens or RecordKind.WithoutId or RecordKind.VersionNotFirst or RecordKind.OtherVersion => PolicyReach.None,
    };

    private static PolicyReach ReachBy(PolicyHostKind host) => host switch
    {
        PolicyHostKind.Plain or PolicyHostKind.ByCname => PolicyReach.Applies,
        // Not every sender has IPv6.
        PolicyHostKind.IPv6Only => PolicyReach.Unspecified,
        // RFC 8461 §3.3: no policy without a certificate that is valid for the host, and by no redirect or other status than 200.
        PolicyHostKind.UntrustedCertificate or PolicyHostKind.CertificateOfAnotherHost or PolicyHostKind.ExpiredCertificate
            or PolicyHostKind.Redirect or PolicyHostKind.NotFound or PolicyHostKind.ServerError or PolicyHostKind.Silent or PolicyHostKind.ClosesConnection => PolicyReach.None,
    };

    private static PolicyReach ReachBy(PolicyTextKind text) => text switch
    {
        // RFC 8461 §3.2: lines may end in LF, unknown fields are passed over, and of a field that stands twice the first counts.
        PolicyTextKind.Plain or PolicyTextKind.BareLineFeeds or PolicyTextKind.UnknownFields or PolicyTextKind.ModeTwice or PolicyTextKind.SpacesAtLineEnds
            or PolicyTextKind.MaxAgeOfOneMinute => PolicyReach.Applies,
        PolicyTextKind.WithoutMx or PolicyTextKind.WithoutVersion or PolicyTextKind.AsHtml => PolicyReach.None,
        PolicyTextKind.Over64KiB or PolicyTextKind.AddressAmongMx or PolicyTextKind.MaxAgeOfElevenDigits or PolicyTextKind.MaxAgeAboveLargest or PolicyTextKind.MaxAgeZero => PolicyReach.Unspecified,
    };
}

/// <summary>Whether a policy counts for a sender.</summary>
public enum PolicyReach
{
    Applies,

    /// <summary>There is none, as far as a sender may believe.</summary>
    None,

    /// <summary>RFC 8461 leaves it open.</summary>
    Unspecified,
}

/// <summary>The TXT records at <c>_mta-sts</c> (RFC 8461 §3.1).</summary>
public enum RecordKind
{
    Plain,

    /// <summary>Beside TXT records about other things.</summary>
    BesideOtherTexts,

    /// <summary>In two character strings, which are joined without a space.</summary>
    InTwoStrings,

    /// <summary>With extension fields after the id.</summary>
    WithExtensions,

    /// <summary>The name is an alias of another one that has the record.</summary>
    ByCname,

    /// <summary>Two records, both valid.</summary>
    Twice,

    /// <summary>The id holds characters that are neither letters nor digits.</summary>
    IdWithHyphens,

    WithoutId,

    /// <summary>The id stands before the version.</summary>
    VersionNotFirst,

    /// <summary>The version is STSv10.</summary>
    OtherVersion,

    /// <summary>The id is a new one again and again, as if the policy had changed each time: a sender that looks for a new policy finds reason to fetch it.</summary>
    IdChanges,
}

/// <summary>How the policy host answers who fetches the policy (RFC 8461 §3.3).</summary>
public enum PolicyHostKind
{
    Plain,

    /// <summary>It has no IPv4 address.</summary>
    IPv6Only,

    /// <summary>Its name is an alias of another host's (RFC 8461 §8.2).</summary>
    ByCname,

    UntrustedCertificate,

    /// <summary>Trusted, and made for another host.</summary>
    CertificateOfAnotherHost,

    ExpiredCertificate,

    /// <summary>301 to a place where the policy is.</summary>
    Redirect,

    /// <summary>404</summary>
    NotFound,

    /// <summary>500</summary>
    ServerError,

    /// <summary>It takes the request and says nothing for longer than a minute.</summary>
    Silent,

    /// <summary>It closes the connection when the request has come.</summary>
    ClosesConnection,
}

/// <summary>What is unusual in the policy's text (RFC 8461 §3.2).</summary>
public enum PolicyTextKind
{
    Plain,
    BareLineFeeds,
    UnknownFields,

    /// <summary>The mode stands twice, the second time as none.</summary>
    ModeTwice,

    SpacesAtLineEnds,

    WithoutMx,
    WithoutVersion,

    /// <summary>The right text as text/html.</summary>
    AsHtml,

    Over64KiB,

    /// <summary>An address stands among the mx patterns.</summary>
    AddressAmongMx,

    MaxAgeOfElevenDigits,
    MaxAgeAboveLargest,
    MaxAgeZero,
    MaxAgeOfOneMinute,
}

/// <summary>What becomes of a policy at its host.</summary>
public enum PolicyChange
{
    None,

    /// <summary>404 is answered.</summary>
    Vanishes,

    /// <summary>A policy with mode none is served (RFC 8461 §8.3).</summary>
    ToModeNone,

    /// <summary>A policy with mode enforce is served.</summary>
    ToModeEnforce,
}

/// <summary>The mx patterns of a policy (RFC 8461 §4.1).</summary>
public enum MxListKind
{
    /// <summary>Each MX host by its name.</summary>
    EveryHost,

    /// <summary>Only the MX hosts after the first one; where there is one only, a host that is no MX.</summary>
    NotTheFirst,

    /// <summary><c>*.</c> and the domain that the testbed lives under.</summary>
    WildcardOfSite,

    /// <summary><c>*.</c> and the MX host itself, which it does not match.</summary>
    WildcardOfHost,
}
