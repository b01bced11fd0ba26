using System.Text.Json;
using MtaStsAudit.Deployment.DigitalOcean;
using MtaStsAudit.Deployment.Placement;

namespace MtaStsAudit.Stack.Settings;

/// <summary>All that the program is told: the stack's settings, the placement that follows from them, and how to reach DigitalOcean.</summary>
/// <param name="Endpoint">Of DigitalOcean's API; null: its own.</param>
internal sealed record StackConfiguration(StackSettings Settings, SitePlacement Placement, string Token, string? Endpoint)
{
    private const string TokenSetting = "digitalocean:token";

    private static readonly string[] TokenVariables = ["DIGITALOCEAN_TOKEN", "DIGITALOCEAN_ACCESS_TOKEN"];

    /// <summary>Reads what Pulumi hands to a program, once.</summary>
    /// <param name="variable">An environment variable's value.</param>
    /// <exception cref="Pulumi.RunException">Something is wrong or missing; the message tells all of it.</exception>
    public static StackConfiguration Read(Func<string, string?> variable)
    {
        // Pulumi.Config answers for one name at a time; only here can a misspelt name be seen.
        var values = JsonSerializer.Deserialize<Dictionary<string, string>>(variable("PULUMI_CONFIG") ?? "{}") ?? [];
        var (settings, faults) = StackSettingsParser.Parse(values);
        var token = values.GetValueOrDefault(TokenSetting) ?? TokenVariables.Select(variable).FirstOrDefault(text => !string.IsNullOrEmpty(text));
        List<string> all = [.. faults];
        if (string.IsNullOrWhiteSpace(token))
        {
            all.Add($"{TokenSetting} is missing; allowed: a token of DigitalOcean's API with write access, here or in {string.Join(" or ", TokenVariables)}");
        }

        if (settings is null || all.Count > 0)
        {
            throw Refusal(all);
        }

        var placement = SitePlacement.Of(settings.Suite, settings.Layout, settings.UsesReservedAddresses, settings.Hosts);
        return placement.IsValid
            ? new(settings, placement.Value, token!, values.GetValueOrDefault("digitalocean:apiEndpoint")?.TrimEnd('/'))
            : throw Refusal([settings.Layout == Layout.Hosts
                ? $"{StackSettingsParser.Prefix}hosts is '{string.Join(", ", settings.Hosts.SelectMany(host => host.Addresses))}': {placement.Error}; allowed: hosts with an address for each receiver of the study, 5 of IPv4 (at least one, with as many more of IPv6) and one of IPv6"
                : $"{StackSettingsParser.Prefix}suite is '{settings.Suite.Name}': {placement.Error}; allowed: a suite and a layout that go together"]);
    }

    private static Pulumi.RunException Refusal(IReadOnlyList<string> faults) =>
        new($"The settings are not usable, so nothing was touched:\n{string.Join('\n', faults.Select(fault => $"  {fault}"))}");
}
