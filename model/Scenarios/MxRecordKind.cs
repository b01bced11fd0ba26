namespace MtaStsAudit.Model.Scenarios;

/// <summary>How an MX record leads to a host (RFC 5321 §5.1).</summary>
public enum MxRecordKind
{
    /// <summary>By the host's name.</summary>
    HostName,

    /// <summary>By a name that is an alias (CNAME) of the host's, which an MX record must not name.</summary>
    Alias,

    /// <summary>By the host's IPv4 address, written as if it were a name.</summary>
    Address,

    /// <summary>
    /// Not at all: a null MX says that the domain takes no mail (RFC 7505 §3). The domain has the host's address itself, so that who does
    /// not know a null MX comes to it.
    /// </summary>
    Null,
}
