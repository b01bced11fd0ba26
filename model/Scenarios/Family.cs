namespace MtaStsAudit.Model.Scenarios;

/// <summary>What a scenario asks about, so that a sender's profile can be read by subject.</summary>
public enum Family
{
    /// <summary>The original study's six, and the control that it lacked.</summary>
    Core,

    /// <summary>The certificate of the MX host (RFC 8461 §4.2).</summary>
    Certificates,

    /// <summary>The MX host's name against the policy's patterns (RFC 8461 §4.1), and the order in which MX hosts are tried (RFC 8461 §8.4).</summary>
    MxMatching,

    /// <summary>How the policy host answers who fetches the policy (RFC 8461 §3.3).</summary>
    PolicyHost,

    /// <summary>The policy's text (RFC 8461 §3.2).</summary>
    PolicyText,

    /// <summary>The TXT record that says there is a policy (RFC 8461 §3.1).</summary>
    Discovery,

    /// <summary>The policy's mode and its time (RFC 8461 §5, §3.2).</summary>
    Lifecycle,

    /// <summary>The connection itself: the version of TLS (RFC 8461 §7.2), and what an attacker in the middle does to STARTTLS (RFC 3207 §4).</summary>
    Channel,
}
