using System.Net;
using MtaStsAudit.Model.Inbound;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Receivers;
using MtaStsAudit.Model.Scenarios;
using MtaStsAudit.Model.SelfChecks;
using MtaStsAudit.Model.Sts;
using MtaStsAudit.Model.TlsReporting;
using MtaStsAudit.Probes.Dns;
using MtaStsAudit.Probes.Network;
using MtaStsAudit.Probes.PolicyHost;
using MtaStsAudit.Probes.Smtp;

namespace MtaStsAudit.Probes.SelfChecks;

/// <summary>
/// Checks a testbed of ours as a sender would see it: by DNS, at every published address, with STARTTLS and without, and fetches the
/// policies. It sends no mail but where each message is put off the first time, and says MAIL in every session: a self-check from a
/// machine beside a sender must not seem to refuse.
/// </summary>
/// <remarks>Safe to share; a check holds no state.</remarks>
public sealed class SiteCheck
{
    private const string OtherMachine = "not tried";

    private static readonly HttpsDocument Health = new("/health", "application/json");

    // Where a host is silent by design, this much of its silence is proof enough.
    private static readonly TimeSpan SilenceIsTold = TimeSpan.FromSeconds(1.5);

    private readonly InboundOptions options;
    private readonly TimeProvider time;
    private readonly DomainLookup lookup;
    private readonly PolicyFetcher fetcher;
    private readonly PolicyFetcher impatientFetcher;
    private readonly StartTlsProbe startTls;
    private readonly ClearTextProbe clearText;

    public SiteCheck(InboundOptions options, TimeProvider time)
    {
        this.options = options with { AllowAnyAddress = true };
        this.time = time;
        lookup = new(this.options);
        fetcher = new(lookup, this.options);
        impatientFetcher = new(lookup, this.options, SilenceIsTold);
        startTls = new(lookup, this.options);
        clearText = new(this.options);
    }

    /// <summary>Answers for every testbed; what cannot be reached is a finding.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled by the caller.</exception>
    public async Task<IReadOnlyList<SiteFinding>> RunAsync(SiteNames site, IReadOnlyList<Scenario> scenarios, CancellationToken cancellationToken)
    {
        var api = HttpsAsync(site.Api, Health, fetcher, cancellationToken);
        var facts = await Task.WhenAll(scenarios.Select(scenario => CheckAsync(site, scenario, cancellationToken)));
        return SiteRule.Findings(site, new(facts, await api), time.GetUtcNow());
    }

    /// <summary>Checks a receiver at one address, whatever DNS says.</summary>
    /// <param name="made">SHA-256 of the certificate that was made for its MX host; null where it has none.</param>
    /// <exception cref="OperationCanceledException">It was cancelled by the caller.</exception>
    public async Task<SiteFinding> MailHostAsync(SiteNames site, Receiver receiver, IPAddress address, string? made, CancellationToken cancellationToken) =>
        SiteRule.OfMailHost(site, receiver, await TalkAsync(site, receiver, address, cancellationToken), made, time.GetUtcNow());

    /// <summary>Checks a scenario's policy host at one address, whatever DNS says.</summary>
    /// <param name="made">SHA-256 of the certificate that was made for it.</param>
    /// <exception cref="OperationCanceledException">It was cancelled by the caller.</exception>
    public async Task<SiteFinding> PolicyHostAsync(SiteNames site, Scenario scenario, IPAddress address, string made, CancellationToken cancellationToken) =>
        SiteRule.OfPolicyHost(site, scenario, await AnswerAsync(site.PolicyHost(scenario.Name), address, HttpsDocument.Policy, FetcherFor(scenario), cancellationToken, made), made, time.GetUtcNow());

    /// <summary>Checks the API at one address, whatever DNS says.</summary>
    /// <param name="made">SHA-256 of the certificate that was made for it.</param>
    /// <exception cref="OperationCanceledException">It was cancelled by the caller.</exception>
    public async Task<SiteFinding> ApiAsync(SiteNames site, IPAddress address, string made, CancellationToken cancellationToken) =>
        SiteRule.OfApi(site, await AnswerAsync(site.Api, address, Health, fetcher, cancellationToken, made), made, time.GetUtcNow());

    private PolicyFetcher FetcherFor(Scenario scenario) => scenario.Sts?.Host == PolicyHostKind.Silent ? impatientFetcher : fetcher;

    private async Task<ScenarioFacts> CheckAsync(SiteNames site, Scenario scenario, CancellationToken cancellationToken)
    {
        var domain = site.MailDomain(scenario.Name);
        var sts = lookup.TextsAsync($"{StsRecord.OwnerLabel}.{domain}", cancellationToken);
        var tlsRpt = lookup.TextsAsync($"{TlsRptRecord.OwnerLabels}.{domain}", cancellationToken);
        var mx = lookup.MxAsync(domain.Value, cancellationToken);
        var policy = scenario.Sts is null ? null
            : HttpsAsync(site.PolicyHost(scenario.Name), HttpsDocument.Policy, FetcherFor(scenario), cancellationToken);
        var receivers = await Task.WhenAll(scenario.Receivers.Select(receiver => CheckAsync(site, receiver, cancellationToken)));
        return new(scenario, await sts, await tlsRpt, await mx, receivers, policy is null ? null : await policy);
    }

    private async Task<ReceiverFacts> CheckAsync(SiteNames site, Receiver receiver, CancellationToken cancellationToken)
    {
        var addresses = await lookup.AddressesAsync(site.MailHost(receiver).Value, cancellationToken);
        return new(receiver, addresses, await Task.WhenAll(addresses.Values.Select(address => TalkAsync(site, receiver, address, cancellationToken))));
    }

    // Of no audit: the token of what is put off was never given to an auditor.
    private static string? RecipientAt(SiteNames site, Receiver receiver) => receiver.PutsOffOnce ? site.Address(AuditToken.New(), receiver.Scenario) : null;

    private async Task<MailHostFacts> TalkAsync(SiteNames site, Receiver receiver, IPAddress address, CancellationToken cancellationToken)
    {
        if (!LocalNetwork.HasRouteTo(address))
        {
            return new(address, false, new(MxProbeOutcome.Unreachable, address, OtherMachine), new(null, OtherMachine));
        }

        // One after the other: a receiver's health is not measured by how many sessions it can hold.
        var clear = await clearText.ProbeAsync(address, RecipientAt(site, receiver), cancellationToken);
        return new(address, true, await startTls.ProbeAsync(site.MailHost(receiver), [address], cancellationToken), clear);
    }

    private async Task<HttpsHostFacts> HttpsAsync(DomainName host, HttpsDocument document, PolicyFetcher by, CancellationToken cancellationToken)
    {
        var addresses = await lookup.AddressesAsync(host.Value, cancellationToken);
        return new(addresses, await Task.WhenAll(addresses.Values.Select(address => AnswerAsync(host, address, document, by, cancellationToken))));
    }

    private static async Task<HttpsAnswer> AnswerAsync(
        DomainName host, IPAddress address, HttpsDocument document, PolicyFetcher by, CancellationToken cancellationToken, string? made = null) =>
        LocalNetwork.HasRouteTo(address)
            ? new(address, true, await by.FetchAsync(host, [address], document, cancellationToken, made))
            : new(address, false, new(PolicyFetchOutcome.Unreachable, OtherMachine));
}
