namespace MtaStsAudit.Testbed.Names;

/// <summary>Every DNS name of a testbed, derived from the one name it lives under (<c>audit.example.com</c>).</summary>
public sealed record SiteNames(DomainName Site)
{
    public const string ReportLocalPart = "tlsrpt";

    /// <summary>Where the web API and the web page are served.</summary>
    public DomainName Api => Site.Prepend("api");

    /// <summary>The domain that mail is addressed to: <c>a.audit.example.com</c>.</summary>
    public DomainName MailDomain(ReceiverLetter letter) => Site.Prepend(letter.ToString());

    /// <summary>The MX host, which is also what its certificate must name: <c>mail-a.audit.example.com</c>.</summary>
    public DomainName MailHost(ReceiverLetter letter) => Site.Prepend($"mail-{letter}");

    // RFC 8461 §3.2: the policy host is "mta-sts" under the mail domain.
    public DomainName PolicyHost(ReceiverLetter letter) => MailDomain(letter).Prepend("mta-sts");

    public string Address(AuditToken token, ReceiverLetter letter) => $"{token}@{MailDomain(letter)}";

    /// <summary>Where TLS reports by mail arrive, RFC 8460 §5.3, at a receiver that takes them.</summary>
    public string ReportMailbox(ReceiverLetter letter) => $"{ReportLocalPart}@{MailDomain(letter)}";

    /// <summary>The receiver that a policy host's name belongs to; null for every other name.</summary>
    public ReceiverLetter? ReceiverOfPolicyHost(DomainName host) =>
        host.Value.StartsWith("mta-sts.", StringComparison.Ordinal) ? ReceiverOfMailDomain(host.Parent!.Value) : null;

    /// <summary>The receiver that an MX host's name belongs to; null for every other name.</summary>
    public ReceiverLetter? ReceiverOfMailHost(DomainName host) =>
        host.Value.StartsWith("mail-", StringComparison.Ordinal) && DomainName.TryParse(host.Value["mail-".Length..], out var domain)
            ? ReceiverOfMailDomain(domain)
            : null;

    public ReceiverLetter? ReceiverOfMailDomain(DomainName domain) =>
        domain.Parent == Site && ReceiverLetter.TryParse(domain.Value[..domain.Value.IndexOf('.', StringComparison.Ordinal)], out var letter)
            ? letter
            : null;
}
