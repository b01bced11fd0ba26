using System.Net;
using System.Text.Json;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Scenarios;
using MtaStsAudit.Model.SelfChecks;
using MtaStsAudit.Probes;
using MtaStsAudit.Probes.SelfChecks;

namespace MtaStsAudit.Stack.Acceptance;

/// <summary>
/// The self-check of a testbed that was just deployed, from the operator's machine: at the addresses that it has, whatever DNS says so far,
/// and for the certificates that were made for it. Pulumi runs it as a command of its own, with the plan on standard input.
/// </summary>
internal static class AcceptanceCheck
{
    public const string Command = "check";

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);
    private static readonly TimeProvider Time = TimeProvider.System;

    public static async Task<int> RunAsync()
    {
        AcceptancePlan? plan;
        try
        {
            plan = AcceptancePlan.FromJson(await Console.In.ReadToEndAsync());
        }
        catch (JsonException fault)
        {
            await Console.Error.WriteLineAsync($"The plan of the check cannot be read: {fault.Message}");
            return 2;
        }

        if (plan is null)
        {
            await Console.Error.WriteLineAsync("The check has no plan.");
            return 2;
        }

        var faults = await FaultsAsync(plan, new InboundOptions(), CancellationToken.None);
        foreach (var fault in faults)
        {
            await Console.Error.WriteLineAsync($"Not as designed: {fault}");
        }

        if (faults.Count == 0)
        {
            Console.WriteLine($"{plan.Receivers.Count} receivers, {plan.PolicyHosts.Count} policy hosts and the API answer as designed.");
        }

        return faults.Count == 0 ? 0 : 1;
    }

    /// <summary>All that is wrong once the plan's patience is over, one line each.</summary>
    /// <param name="options">The ports, and how long an answer may take.</param>
    public static async Task<IReadOnlyList<string>> FaultsAsync(AcceptancePlan plan, InboundOptions options, CancellationToken cancellationToken)
    {
        var deadline = Time.GetUtcNow().AddSeconds(plan.PatienceSeconds);
        var all = await Task.WhenAll(Checks(plan, options).Select(check => UntilRightAsync(deadline, check, cancellationToken)));
        return [.. all.Where(IsWrong).Select(answer => answer.Words(all))];
    }

    private static IEnumerable<Func<CancellationToken, Task<DeployedAnswer>>> Checks(AcceptancePlan plan, InboundOptions options)
    {
        var site = new SiteNames(DomainName.Parse(plan.Site));
        var check = new SiteCheck(options with { HeloName = site.Api.Value, FetchLimit = TimeSpan.FromSeconds(15), ProbeLimit = TimeSpan.FromSeconds(15) }, Time);
        foreach (var receiver in plan.Receivers)
        {
            yield return async cancellationToken => new($"receiver {receiver.Name}", receiver.Address, IsMail: true, receiver.IsReserved,
                await check.MailHostAsync(site, Catalogue.Find(new(receiver.Name))!, IPAddress.Parse(receiver.Address), receiver.Certificate, cancellationToken));
        }

        foreach (var (policyHost, address) in plan.PolicyHosts.SelectMany(host => host.Addresses, (host, address) => (host, address)))
        {
            yield return async cancellationToken => new($"policy host of {policyHost.Scenario}", address, IsMail: false, IsReserved: false,
                await check.PolicyHostAsync(site, Catalogue.FindScenario(new(policyHost.Scenario))!, IPAddress.Parse(address), policyHost.Certificate, cancellationToken));
        }

        foreach (var address in plan.Api.Addresses)
        {
            yield return async cancellationToken => new("API", address, IsMail: false, IsReserved: false,
                await check.ApiAsync(site, IPAddress.Parse(address), plan.Api.Certificate, cancellationToken));
        }
    }

    private static bool IsWrong(DeployedAnswer answer) => answer.Finding.State switch
    {
        SiteState.AsDesigned or SiteState.NeedsCare => false,
        SiteState.NotAsDesigned or SiteState.NotChecked => true,
    };

    private static async Task<DeployedAnswer> UntilRightAsync(
        DateTimeOffset deadline, Func<CancellationToken, Task<DeployedAnswer>> check, CancellationToken cancellationToken)
    {
        while (true)
        {
            var answer = await check(cancellationToken);
            if (!IsWrong(answer) || Time.GetUtcNow() >= deadline)
            {
                return answer;
            }

            await Task.Delay(Pause, Time, cancellationToken);
        }
    }
}
