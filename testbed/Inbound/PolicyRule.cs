using MtaStsAudit.Testbed.Sts;

namespace MtaStsAudit.Testbed.Inbound;

/// <summary>What came of fetching the policy.</summary>
internal static class PolicyRule
{
    // RFC 8461 §3.2 expects weeks. Large providers publish a day, and senders ask anew within a day, so less is what stands out.
    private static readonly TimeSpan ShortMaxAge = TimeSpan.FromDays(1);

    public static (StsPolicy? Policy, IReadOnlyList<Finding> Findings) Of(InboundFacts facts, StsRecordState record)
    {
        var host = $"mta-sts.{facts.Domain}";
        var parsed = facts.Policy.Text is { } text ? StsPolicyParser.Parse(text) : default;
        if (record is StsRecordState.Absent)
        {
            // Without a record many hosts answer anything at this name; only a policy shows that one was meant.
            return parsed.IsValid
                ? (parsed.Value, [PolicyFindings.WithoutRecord.At(Severity.Error, host, "A policy is served, but no record says so.")])
                : (null, []);
        }

        if (parsed.IsValid)
        {
            return (parsed.Value, [.. AboutPolicy(parsed.Value, host)]);
        }

        return (null, [.. WhyNone(facts.Policy, parsed.Error, host)]);
    }

    private static IEnumerable<Finding> AboutPolicy(StsPolicy policy, string host)
    {
        yield return PolicyFindings.Valid.At(Severity.Ok, host,
            $"Mode {StsPolicy.NameOf(policy.Mode)}, max_age {policy.MaxAge.TotalSeconds:0}, mx {string.Join(", ", policy.Mx)}.");
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

    private static IEnumerable<Finding> WhyNone(PolicyFetch fetch, string? parseError, string host) => fetch.Outcome switch
    {
        PolicyFetchOutcome.Served => [PolicyFindings.Invalid.At(Severity.Error, host, $"The policy cannot be read: {parseError}.")],
        PolicyFetchOutcome.BadCertificate when fetch.Certificate is { } certificate =>
            CertificateFindings.OfPolicyHost.Of(certificate, Severity.Error, host),
        var outcome => [PolicyFindings.For(outcome).At(Severity.Error, host, Words(outcome, fetch.Detail))],
    };

    private static string Words(PolicyFetchOutcome outcome, string detail) => outcome switch
    {
        PolicyFetchOutcome.LookupFailed => $"The policy host could not be looked up: {detail}.",
        PolicyFetchOutcome.NoAddress => "The policy host has no address.",
        PolicyFetchOutcome.AddressNotPublic => $"The policy host's address {detail} is not of the public internet, and was not contacted.",
        PolicyFetchOutcome.Unreachable => $"The policy host could not be reached: {detail}.",
        PolicyFetchOutcome.TlsFailed => $"The TLS handshake failed: {detail}.",
        PolicyFetchOutcome.Redirect => $"The policy host redirects: {detail}.",
        PolicyFetchOutcome.OtherStatus => $"The policy host answered {detail}.",
        PolicyFetchOutcome.WrongType => $"The policy is served as '{detail}'.",
        PolicyFetchOutcome.TooLarge => "The policy has more than 64 KiB.",
        PolicyFetchOutcome.TooSlow => $"The policy was not there within {detail}.",
        _ => $"The answer broke off, or is not HTTP: {detail}.",
    };
}
