using MtaStsAudit.Model.Sts;

namespace MtaStsAudit.Model.Inbound;

internal enum PolicyState
{
    /// <summary>Every sender can read it.</summary>
    Usable,

    /// <summary>There is none, or not every sender can read it.</summary>
    Unusable,

    /// <summary>It could not be asked for, for a reason that is not the domain's.</summary>
    NotChecked,
}

/// <param name="Policy">The policy; as lenient senders read it when the state is not <see cref="PolicyState.Usable"/>. Null when there is none.</param>
internal sealed record PolicyResult(PolicyState State, StsPolicy? Policy, IReadOnlyList<Finding> Findings);

/// <summary>What came of fetching the policy.</summary>
internal static class PolicyRule
{
    // RFC 8461 §3.2 expects a max_age of weeks. Large providers publish a day, and senders ask anew within a day, so less is what stands out.
    private static readonly TimeSpan ShortMaxAge = TimeSpan.FromDays(1);

    public static PolicyResult Of(InboundFacts facts, StsRecordState record)
    {
        var host = $"mta-sts.{facts.Domain}";
        var reading = facts.Policy.Text is { } text ? StsPolicyParser.Read(text) : null;
        if (record is StsRecordState.Absent)
        {
            // Without a record many hosts answer anything at this name; only a policy shows that one was meant.
            return reading?.Policy is { } unannounced
                ? new(PolicyState.Unusable, unannounced,
                    [PolicyFindings.WithoutRecord.At(Severity.Error, host, "A policy is served, but no record says so."), .. Syntax(reading, host)])
                : new(PolicyState.Unusable, null, []);
        }

        return reading switch
        {
            null => new(IsOurs(facts.Policy.Outcome) ? PolicyState.NotChecked : PolicyState.Unusable, null, [.. WhyNone(facts.Policy, host)]),
            { Policy: null } => new(PolicyState.Unusable, null,
                [PolicyFindings.Invalid.At(Severity.Error, host, $"The policy cannot be read: {string.Join("; ", reading.Faults)}.")]),
            { Policy: { } policy, IsSound: true } => new(PolicyState.Usable, policy,
                [PolicyFindings.Valid.At(Severity.Ok, host, $"{Words(policy)}."), .. AboutPolicy(policy, host)]),
            { Policy: { } policy } => new(PolicyState.Unusable, policy, [.. Syntax(reading, host), .. AboutPolicy(policy, host)]),
        };
    }

    // RFC 8461 §3.2: by the ABNF the text is no policy, and senders that go by it have none.
    private static IEnumerable<Finding> Syntax(StsPolicyReading reading, string host) => reading.IsSound ? [] :
    [
        PolicyFindings.Syntax.At(Severity.Error, host,
            $"The policy is not what the ABNF allows: {string.Join("; ", reading.Faults)}. Senders that go by it have no policy; some others read it all the same ({Words(reading.Policy!)})."),
    ];

    private static string Words(StsPolicy policy) =>
        $"Mode {StsPolicy.NameOf(policy.Mode)}, max_age {policy.MaxAge.TotalSeconds:0}, mx {string.Join(", ", policy.Mx)}";

    private static IEnumerable<Finding> AboutPolicy(StsPolicy policy, string host)
    {
        if (policy.Mode == StsMode.Testing)
        {
            yield return PolicyFindings.ModeTesting.At(Severity.Info, host, "Senders deliver even when the policy fails, and report it.");
        }

        if (policy.Mode == StsMode.None)
        {
            yield return PolicyFindings.ModeNone.At(Severity.Info, host, "The policy asks senders for nothing.");
        }
        else if (policy.MaxAge < ShortMaxAge)
        {
            yield return PolicyFindings.MaxAgeShort.At(Severity.Warning, host, $"Senders keep the policy for {policy.MaxAge.TotalSeconds:0} seconds only.");
        }
    }

    private static IEnumerable<Finding> WhyNone(PolicyFetch fetch, string host) =>
        fetch is { Outcome: PolicyFetchOutcome.BadCertificate, Certificate: { } certificate }
            ? CertificateFindings.OfPolicyHost.Of(certificate, Severity.Error, host)
            : [PolicyFindings.For(fetch.Outcome).At(IsOurs(fetch.Outcome) ? Severity.NotChecked : Severity.Error, host, Words(fetch.Outcome, fetch.Detail))];

    /// <summary>Whether it says something about this machine and its resolver rather than about the domain.</summary>
    private static bool IsOurs(PolicyFetchOutcome outcome) => outcome is PolicyFetchOutcome.LookupFailed or PolicyFetchOutcome.NoRoute;

    private static string Words(PolicyFetchOutcome outcome, string detail) => outcome switch
    {
        PolicyFetchOutcome.LookupFailed => $"The policy host could not be looked up: {detail}.",
        PolicyFetchOutcome.NoAddress => "The policy host has no address.",
        PolicyFetchOutcome.AddressNotPublic => $"The policy host's address {detail} is not of the public internet, and was not contacted.",
        PolicyFetchOutcome.NoRoute => $"This machine has no way to the policy host: {detail}.",
        PolicyFetchOutcome.Unreachable => $"The policy host could not be reached: {detail}.",
        PolicyFetchOutcome.TlsFailed => $"The TLS handshake failed: {detail}.",
        PolicyFetchOutcome.BadCertificate => "The certificate of the policy host is not good.",
        PolicyFetchOutcome.Redirect => $"The policy host redirects: {detail}.",
        PolicyFetchOutcome.OtherStatus => $"The policy host answered {detail}.",
        PolicyFetchOutcome.WrongType when detail.Length == 0 => "The policy is served without a media type.",
        PolicyFetchOutcome.WrongType => $"The policy is served as '{detail}'.",
        PolicyFetchOutcome.TooLarge => "The policy has more than 64 KiB.",
        PolicyFetchOutcome.TooSlow => $"The policy was not there within {detail}.",
        PolicyFetchOutcome.Served => "The policy was served without a text.",
        PolicyFetchOutcome.Dropped => $"The answer broke off, or is not HTTP: {detail}.",
    };
}
