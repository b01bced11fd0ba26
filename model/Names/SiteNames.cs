using MtaStsAudit.Model.Receivers;
using MtaStsAudit.Model.Scenarios;

namespace MtaStsAudit.Model.Names;

/// <summary>Every DNS name of a testbed, derived from the one name it lives under (<c>audit.example.com</c>).</summary>
public sealed record SiteNames(DomainName Site)
{
    public const string ReportLocalPart = "tlsrpt";

    private const string DeeperLabel = "mx";
    private const string MailHostPrefix = "mail-";

    /// <summary>Where the web API and the web page are served.</summary>
    public DomainName Api => Site.Prepend("api");

    /// <summary>Mail about the testbed's mail system, RFC 5321 §4.5.1.</summary>
    public string Postmaster => $"postmaster@{Site}";

    /// <summary>Mail about abuse, RFC 2142 §4.</summary>
    public string AbuseMailbox => $"abuse@{Site}";

    /// <summary>The domain that mail is addressed to: <c>a.audit.example.com</c>; of a scenario with a parent, below that one's.</summary>
    public DomainName MailDomain(ReceiverName name) =>
        (Catalogue.FindScenario(name)?.Parent is { } parent ? Site.Prepend(parent.ToString()) : Site).Prepend(name.ToString());

    /// <summary>The MX host, which is also what its certificate must name: <c>mail-a.audit.example.com</c>.</summary>
    public DomainName MailHost(ReceiverName name) => Site.Prepend($"{MailHostPrefix}{name}");

    /// <summary>The name of a receiver's host: <see cref="MailHost(ReceiverName)"/>, or one label below it.</summary>
    public DomainName MailHost(Receiver receiver) => receiver.IsOneLabelDeeper ? MailHost(receiver.Name).Prepend(DeeperLabel) : MailHost(receiver.Name);

    /// <summary>A host that a policy names and that is no MX.</summary>
    public DomainName ListedHost(ReceiverName scenario) => Site.Prepend($"listed-{scenario}");

    // RFC 8461 §3.2: the policy host is "mta-sts" under the mail domain.
    public DomainName PolicyHost(ReceiverName name) => MailDomain(name).Prepend("mta-sts");

    public string Address(AuditToken token, ReceiverName name) => $"{token}@{MailDomain(name)}";

    /// <summary>Where TLS reports by mail arrive, RFC 8460 §5.3, at a receiver that takes them.</summary>
    public string ReportMailbox(ReceiverName name) => $"{ReportLocalPart}@{MailDomain(name)}";

    /// <summary>The receiver that a policy host's name belongs to; null for every other name.</summary>
    public ReceiverName? ReceiverOfPolicyHost(DomainName host) =>
        host.Value.StartsWith("mta-sts.", StringComparison.Ordinal) ? ReceiverOfMailDomain(host.Parent!.Value) : null;

    /// <summary>The receiver that an MX host's name belongs to; null for every other name.</summary>
    public ReceiverName? ReceiverOfMailHost(DomainName host) =>
        (host.Value.StartsWith($"{DeeperLabel}.{MailHostPrefix}", StringComparison.Ordinal) ? host.Parent!.Value.Value : host.Value) is var plain
            && plain.StartsWith(MailHostPrefix, StringComparison.Ordinal) && DomainName.TryParse(plain[MailHostPrefix.Length..], out var domain)
            && domain.Parent == Site
            ? InCatalogue(domain)
            : null;

    /// <summary>The scenario that a name is of: its mail domain, its policy host or one of its MX hosts; null for every other name.</summary>
    public ReceiverName? ScenarioOf(DomainName name) =>
        (ReceiverOfPolicyHost(name) ?? ReceiverOfMailHost(name) ?? ReceiverOfMailDomain(name)) is { } receiver ? Catalogue.Find(receiver)?.Scenario : null;

    public ReceiverName? ReceiverOfMailDomain(DomainName domain) =>
        InCatalogue(domain) is { } name && MailDomain(name) == domain ? name : null;

    // By the first label.
    private static ReceiverName? InCatalogue(DomainName domain) =>
        domain.Value.IndexOf('.', StringComparison.Ordinal) is > 0 and var end && ReceiverName.TryParse(domain.Value[..end], out var name) && Catalogue.Find(name) is not null
            ? name
            : null;
}
