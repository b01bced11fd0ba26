namespace MtaStsAudit.Model.Inbound;

/// <summary>Findings about the TXT records.</summary>
internal static class RecordFindings
{
    private const string StsTxt = "RFC 8461 §3.1";
    private const string TlsRptTxt = "RFC 8460 §3";

    public static readonly FindingKind StsValid = new("sts-record-valid", StsTxt);

    public static readonly FindingKind StsLookupFailed = new("sts-record-lookup-failed", StsTxt,
        "Ask again later, or another resolver; if it stays, have the domain's name servers checked.");

    public static readonly FindingKind StsAbsent = new("sts-record-absent", StsTxt,
        "To have mail to this domain protected, publish a policy and then the record: v=STSv1; id=…;");

    public static readonly FindingKind StsMultiple = new("sts-record-multiple", StsTxt,
        "Remove all but one: with more than one, senders act as if there were no policy.");

    public static readonly FindingKind StsInvalid = new("sts-record-invalid", StsTxt,
        "Publish v=STSv1; id=…; where the id is 1 to 32 letters and digits that change with the policy.");

    public static readonly FindingKind StsUnrecognized = new("sts-record-unrecognized", StsTxt,
        "Let the text begin with exactly v=STSv1; or senders pass over it.");

    public static readonly FindingKind StsSpaceBeforeSemicolon = new("sts-record-space-before-semicolon", StsTxt,
        "Publish v=STSv1; id=…; without a space before the semicolon, and change the id.");

    public static readonly FindingKind TlsRptValid = new("tlsrpt-record-valid", TlsRptTxt);

    public static readonly FindingKind TlsRptLookupFailed = new("tlsrpt-record-lookup-failed", TlsRptTxt,
        "Ask again later, or another resolver; if it stays, have the domain's name servers checked.");

    public static readonly FindingKind TlsRptAbsent = new("tlsrpt-record-absent", TlsRptTxt,
        "Publish v=TLSRPTv1; rua=mailto:… or rua=https:… at _smtp._tls to hear of deliveries that fail for want of TLS.");

    public static readonly FindingKind TlsRptMultiple = new("tlsrpt-record-multiple", TlsRptTxt,
        "Remove all but one: with more than one, nobody sends reports.");

    public static readonly FindingKind TlsRptUnrecognized = new("tlsrpt-record-unrecognized", TlsRptTxt,
        "Let the text begin with exactly v=TLSRPTv1; and go on with rua=… or no reports are sent.");

    public static readonly FindingKind TlsRptPartlyUsable = new("tlsrpt-record-partly-usable", TlsRptTxt,
        "Remove or mend what cannot be used: mailto: or https: URIs, separated by commas.");

    public static readonly FindingKind TlsRptSpaceBeforeSemicolon = new("tlsrpt-record-space-before-semicolon", TlsRptTxt,
        "Publish v=TLSRPTv1; rua=… without a space before the semicolon.");

    public static readonly FindingKind TlsRptInvalid = new("tlsrpt-record-invalid", TlsRptTxt,
        "Publish v=TLSRPTv1; rua=… with mailto: or https: URIs, separated by commas.");
}
