using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace MtaStsAudit.Probes;

/// <summary>How the inbound check goes about it. What is set here is what an operator decides, never the domain that is checked.</summary>
public sealed record InboundOptions
{
    /// <summary>Contact addresses outside the public internet as well. Never where strangers name the domain.</summary>
    public bool AllowAnyAddress { get; init; }

    /// <summary>The resolver; null for the system's.</summary>
    public IPEndPoint? Resolver { get; init; }

    public int HttpsPort { get; init; } = 443;

    public int SmtpPort { get; init; } = 25;

    /// <summary>The CAs to trust instead of the system's.</summary>
    public X509Certificate2Collection? TrustedRoots { get; init; }

    /// <summary>What we call ourselves in EHLO; null for the address literal of our side of the connection (RFC 5321 §4.1.3).</summary>
    public string? HeloName { get; init; }

    /// <summary>Told our side of every connection that is made, before anything is said on it.</summary>
    public Action<IPEndPoint>? Connected { get; init; }

    /// <summary>For a DNS answer, and again for one repetition.</summary>
    public TimeSpan LookupLimit { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>For the whole of a policy fetch. RFC 8461 §3.3 suggests one minute.</summary>
    public TimeSpan FetchLimit { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>For one connection to be made.</summary>
    public TimeSpan ConnectLimit { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>For the whole of a STARTTLS probe of one host.</summary>
    public TimeSpan ProbeLimit { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How many MX hosts are probed, so that a domain cannot make us knock at hundreds.</summary>
    public int MostHosts { get; init; } = 10;
}
