using MtaStsAudit.Model.Inbound;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Sts;
using MtaStsAudit.Model.TlsReporting;
using MtaStsAudit.Probes.Dns;
using MtaStsAudit.Probes.PolicyHost;
using MtaStsAudit.Probes.Smtp;

namespace MtaStsAudit.Probes;

/// <summary>Checks what a domain publishes for mail it receives. It asks and reads, and sends no mail.</summary>
/// <remarks>Safe to share; a run holds no state.</remarks>
public sealed class InboundCheck(InboundOptions options, TimeProvider time)
{
    private readonly DomainLookup lookup = new(options);

    /// <summary>Answers for every domain; what cannot be reached is a finding.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled by the caller.</exception>
    public async Task<InboundReport> RunAsync(DomainName domain, CancellationToken cancellationToken)
    {
        var sts = lookup.TextsAsync($"{StsRecord.OwnerLabel}.{domain}", cancellationToken);
        var tlsRpt = lookup.TextsAsync($"{TlsRptRecord.OwnerLabels}.{domain}", cancellationToken);
        var policy = new PolicyFetcher(lookup, options).FetchAsync(domain, cancellationToken);
        var mx = lookup.MxAsync(domain.Value, cancellationToken);
        var hosts = HostsAsync(domain, await mx, cancellationToken);
        await Task.WhenAll(sts, tlsRpt, policy, hosts);
        var facts = new InboundFacts(domain, await sts, await policy, await mx, await hosts, await tlsRpt);
        return InboundJudge.Judge(facts, time.GetUtcNow());
    }

    private async Task<IReadOnlyList<MxHostFacts>> HostsAsync(DomainName domain, DnsAnswer<MxTarget> mx, CancellationToken cancellationToken) =>
        await Task.WhenAll(MxTargets.Of(domain, mx).Take(options.MostHosts).Select(target => HostAsync(target, cancellationToken)));

    private async Task<MxHostFacts> HostAsync(MxTarget target, CancellationToken cancellationToken)
    {
        // RFC 5321 §5.1: an MX record holds the name of a host. What is no name is not contacted.
        if (!DomainName.TryParse(target.Host, out var host))
        {
            return new(target, new(MxProbeOutcome.NoAddress), new([]));
        }

        var tlsa = lookup.TlsaAsync($"_25._tcp.{host}", cancellationToken);
        var probe = new StartTlsProbe(lookup, options).ProbeAsync(host, cancellationToken);
        await Task.WhenAll(tlsa, probe);
        return new(target, await probe, await tlsa);
    }
}
