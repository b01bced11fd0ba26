using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Sts;

namespace MtaStsAudit.Model.Inbound;

/// <summary>What the MX hosts amount to, under the policy if there is one.</summary>
internal sealed class MxRule(InboundFacts facts, StsPolicy? policy)
{
    // What fails under "enforce" is not delivered; otherwise it is delivered unprotected.
    private readonly Severity fault = policy?.Mode == StsMode.Enforce ? Severity.Error : Severity.Warning;

    /// <summary>Whether senders that honour the policy find no host at all that they may use.</summary>
    public static bool CoversNone(InboundFacts facts, StsPolicy policy) =>
        MxTargets.Of(facts.Domain, facts.Mx) is { Count: > 0 } targets && !targets.Any(target => Covers(policy, target));

    public IEnumerable<Finding> Findings()
    {
        if (facts.Mx.Failure is { } failure)
        {
            return [MxFindings.LookupFailed.At(Severity.NotChecked, facts.Domain.Value, $"The MX records could not be looked up: {failure}.")];
        }

        return MxTargets.IsNullMx(facts.Mx)
            ? [MxFindings.NullMx.At(Severity.Info, facts.Domain.Value, "The domain says that it takes no mail.")]
            : [.. AboutTheSet(), .. MxTargets.Of(facts.Domain, facts.Mx).SelectMany(Coverage), .. facts.Hosts.SelectMany(AboutHost)];
    }

    private IEnumerable<Finding> AboutTheSet()
    {
        if (policy is { Mode: not StsMode.None } && CoversNone(facts, policy))
        {
            yield return MxFindings.NoneCovered.At(Severity.Error, facts.Domain.Value, "The policy names none of the MX hosts.");
        }

        if (MxTargets.Of(facts.Domain, facts.Mx).Count > facts.Hosts.Count)
        {
            yield return MxFindings.NotAllProbed.At(Severity.Info, facts.Domain.Value, $"Only the first {facts.Hosts.Count} MX hosts were probed.");
        }
    }

    private IEnumerable<Finding> Coverage(MxTarget target)
    {
        if (policy is not { Mode: not StsMode.None } || !DomainName.TryParse(target.Host, out _))
        {
            yield break;
        }

        yield return Covers(policy, target)
            ? MxFindings.Covered.At(Severity.Ok, target.Host, "The policy names this MX host.")
            : MxFindings.NotCovered.At(fault, target.Host, "The policy does not name this MX host.");
    }

    private static bool Covers(StsPolicy policy, MxTarget target) => DomainName.TryParse(target.Host, out var host) && policy.Covers(host);

    private IEnumerable<Finding> AboutHost(MxHostFacts host)
    {
        if (!DomainName.TryParse(host.Target.Host, out _, out var error))
        {
            return [MxFindings.NameInvalid.At(fault, host.Target.Host, $"The MX record does not name a host: {error}.")];
        }

        return [.. AboutTls(host), .. TlsaRule.Of(host)];
    }

    private IEnumerable<Finding> AboutTls(MxHostFacts host)
    {
        var probe = host.Probe;
        if (probe is { Outcome: MxProbeOutcome.Encrypted, Certificate: { Faults: not CertificateFaults.None } bad })
        {
            return CertificateFindings.OfMx.Of(bad, fault, host.Target.Host);
        }

        var severity = probe.Outcome switch
        {
            MxProbeOutcome.Encrypted => Severity.Ok,
            // A host that turns us away may well serve others.
            MxProbeOutcome.Unreachable or MxProbeOutcome.NoService => Severity.Info,
            // What keeps us from asking is nothing that the domain published.
            MxProbeOutcome.LookupFailed or MxProbeOutcome.NoRoute or MxProbeOutcome.NoAnswer => Severity.NotChecked,
            MxProbeOutcome.NoAddress or MxProbeOutcome.AddressNotPublic or MxProbeOutcome.StartTlsNotOffered
                or MxProbeOutcome.StartTlsRefused or MxProbeOutcome.TlsFailed => fault,
        };
        return [MxFindings.For(probe.Outcome).At(severity, host.Target.Host, Words(probe))];
    }

    private static string Words(MxProbe probe) => probe.Outcome switch
    {
        MxProbeOutcome.Encrypted => $"STARTTLS at {probe.Address}, {probe.Tls?.Protocol}; the certificate is trusted and names the host.",
        MxProbeOutcome.LookupFailed => $"The host could not be looked up: {probe.Detail}.",
        MxProbeOutcome.NoAddress => "The host has no address.",
        MxProbeOutcome.AddressNotPublic => $"The host's address {probe.Detail} is not of the public internet, and was not contacted.",
        MxProbeOutcome.NoRoute => $"This machine has no way to the host: {probe.Detail}.",
        MxProbeOutcome.NoAnswer => $"Nothing came back from the host's SMTP port: {probe.Detail}. The host may be down, or this network lets no mail out.",
        MxProbeOutcome.Unreachable => $"The host could not be reached on the SMTP port: {probe.Detail}.",
        MxProbeOutcome.NoService => $"The host at {probe.Address} would not talk: {probe.Detail}.",
        MxProbeOutcome.StartTlsNotOffered => $"The host at {probe.Address} does not offer STARTTLS.",
        MxProbeOutcome.StartTlsRefused => $"The host at {probe.Address} refused STARTTLS: {probe.Detail}.",
        MxProbeOutcome.TlsFailed => $"The TLS handshake with {probe.Address} failed: {probe.Detail}.",
    };
}
