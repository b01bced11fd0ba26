using Pulumi;

namespace MtaStsAudit.Resources;

/// <summary>What a TLS server needs, whoever signed it.</summary>
public interface IServerCertificate
{
    /// <summary>The certificate and its issuers in PEM, the order in which a server sends them.</summary>
    Output<string> FullChainPem { get; }

    /// <summary>Secret: a P-256 key in PEM, the same across renewals.</summary>
    Output<string> PrivateKeyPem { get; }

    /// <summary>ISO 8601 in UTC, as are all times of these resources.</summary>
    Output<string> NotAfter { get; }

    /// <summary>From when an update renews it.</summary>
    Output<string> RenewAt { get; }
}
