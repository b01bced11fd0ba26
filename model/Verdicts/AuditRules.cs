namespace MtaStsAudit.Model.Verdicts;

/// <summary>The two spans of time that a verdict depends on.</summary>
/// <param name="Settle">
/// From a sender's first contact with a receiver to the time when its deliveries there count, where no fetch of the policy was seen:
/// RFC 8461 §5.1 lets a sender deliver before it has fetched the policy.
/// </param>
/// <param name="RetryWindow">From the audit's last message to the time when silence is no longer waited on. RFC 5321 §4.5.4.1 asks for retries after 30 minutes or more.</param>
public sealed record AuditRules(TimeSpan Settle, TimeSpan RetryWindow)
{
    /// <summary>Of the rules that judge: another number, and the same evidence may be judged otherwise.</summary>
    public const int Version = 3;

    private const int SettlingTimesUntilChange = 6;

    /// <summary>
    /// For how long a scenario whose state changes with time is as at first, for a client from its first contact on: long enough that what
    /// a sender does in the first state counts, and short beside the retry window.
    /// </summary>
    public TimeSpan UntilChange => Settle * SettlingTimesUntilChange;

    // RFC 8461 §3.3 suggests one minute as the time limit of a policy fetch.
    public static AuditRules Default { get; } = new(TimeSpan.FromMinutes(1), TimeSpan.FromHours(2));
}
