using System.Text.Json;

namespace MtaStsAudit.Stack.Acceptance;

/// <summary>Checks a deployed testbed from the operator's machine. Pulumi runs it as a command of its own, with the plan on standard input.</summary>
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

        var faults = await FaultsAsync(plan, CancellationToken.None);
        foreach (var fault in faults)
        {
            await Console.Error.WriteLineAsync($"Not as designed: {fault}");
        }

        if (faults.Count == 0)
        {
            Console.WriteLine($"{plan.Receivers.Count} receivers, {plan.Policies.Count} policy hosts and the API answer as designed.");
        }

        return faults.Count == 0 ? 0 : 1;
    }

    /// <summary>All that is wrong once the plan's patience is over, one line each.</summary>
    public static async Task<IReadOnlyList<string>> FaultsAsync(AcceptancePlan plan, CancellationToken cancellationToken)
    {
        var deadline = Time.GetUtcNow().AddSeconds(plan.PatienceSeconds);
        var faults = await Task.WhenAll(
            Checks(plan, cancellationToken).Select(check => UntilAsync(deadline, check, cancellationToken)));
        return [.. faults.OfType<string>()];
    }

    private static IEnumerable<Func<Task<string?>>> Checks(AcceptancePlan plan, CancellationToken cancellationToken) =>
    [
        .. plan.Receivers.Select(receiver => (Func<Task<string?>>)(() => CheckingSmtpClient.CheckAsync(receiver, plan.Api.Host, cancellationToken: cancellationToken))),
        .. from policy in plan.Policies
           from address in policy.Addresses
           select (Func<Task<string?>>)(() => HttpsCheck.PolicyAsync(policy, address, cancellationToken: cancellationToken)),
        .. plan.Api.Addresses.Select(address => (Func<Task<string?>>)(() => HttpsCheck.ApiAsync(plan.Api, address, cancellationToken: cancellationToken))),
    ];

    private static async Task<string?> UntilAsync(DateTimeOffset deadline, Func<Task<string?>> check, CancellationToken cancellationToken)
    {
        while (await check() is { } fault)
        {
            if (Time.GetUtcNow() >= deadline)
            {
                return fault;
            }

            await Task.Delay(Pause, Time, cancellationToken);
        }

        return null;
    }
}
