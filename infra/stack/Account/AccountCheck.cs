using MtaStsAudit.Deployment.DigitalOcean;
using MtaStsAudit.Deployment.Placement;
using MtaStsAudit.Stack.Settings;
using MtaStsAudit.Stack.Site;

namespace MtaStsAudit.Stack.Account;

/// <summary>Whether the account has what the settings ask for. A preview asks it too, so what an update would stumble over is known before.</summary>
internal static class AccountCheck
{
    private const string Prefix = StackSettingsParser.Prefix;

    /// <param name="accountWideName">Of this stack's project, firewall and key.</param>
    /// <exception cref="Pulumi.RunException">Something is not there, or the account may not have so much; the message tells all of it.</exception>
    public static Task RequireAsync(StackConfiguration configuration, string accountWideName) => configuration.Settings.Layout switch
    {
        Layout.Compact or Layout.Spread => RequireForDropletsAsync(configuration, accountWideName),
        Layout.Hosts => RequireZoneAsync(configuration.Settings.Zone.Value),
    };

    /// <summary>Hosts of one's own need the zone and nothing else: a token that may do no more than that suffices.</summary>
    private static async Task RequireZoneAsync(string zone)
    {
        bool isThere;
        try
        {
            isThere = await AccountFacts.IsZoneAsync(zone);
        }
        catch (Exception failed) when (failed is not OperationCanceledException)
        {
            throw Untold(failed);
        }

        if (!isThere)
        {
            throw Lacking([NoZone(zone)]);
        }
    }

    private static async Task RequireForDropletsAsync(StackConfiguration configuration, string accountWideName)
    {
        var settings = configuration.Settings;
        AccountFacts facts;
        try
        {
            facts = await AccountFacts.AskAsync(new(
                settings.Zone.Value, settings.Region, [.. SizesOf(settings, configuration.Placement).Select(size => size.Value)], settings.Image, PacketFilter.TagNamed(accountWideName), accountWideName));
        }
        catch (Exception failed) when (failed is not OperationCanceledException)
        {
            throw Untold(failed);
        }

        var faults = Faults(settings, configuration.Placement, accountWideName, facts);
        if (faults.Count > 0)
        {
            throw Lacking(faults);
        }

        if (Leftover(configuration.Placement, accountWideName, facts) is { } leftover)
        {
            Pulumi.Log.Warn(leftover);
        }
    }

    /// <summary>What is to be said of droplets that may have been left behind; null where there are none.</summary>
    public static string? Leftover(SitePlacement placement, string accountWideName, AccountFacts facts) => facts.Tagged <= placement.Hosts.Count
        ? null
        : $"{facts.Tagged} droplets have the tag {PacketFilter.TagNamed(accountWideName)}, and the layout has {placement.Hosts.Count}. Those that are still there after this update were left behind by one that was killed: see \"Half states\" in docs/digitalocean.md.";

    /// <summary>One line for each thing that is missing; what is wrong comes first.</summary>
    public static IReadOnlyList<string> Faults(StackSettings settings, SitePlacement placement, string accountWideName, AccountFacts facts) =>
    [
        .. Unless(facts.Status != "locked", "The account is locked; DigitalOcean's support tells why"),
        .. Unless(facts.IsZone, NoZone(settings.Zone.Value)),
        .. Unless(facts.IsRegion, $"{Prefix}region is '{settings.Region}', which takes no droplets; 'doctl compute region list' shows those that do"),
        .. SizesOf(settings, placement).SelectMany(size => Unless(
            facts.SizeRegions[size.Value].Contains(settings.Region),
            $"{Prefix}{size.Setting} is '{size.Value}', which {Elsewhere([.. facts.SizeRegions[size.Value]], settings.Region)}; 'doctl compute size list' shows the sizes")),
        .. Unless(facts.ImageRegions.Contains(settings.Region), $"{Prefix}image is '{settings.Image}', which {Elsewhere(facts.ImageRegions, settings.Region)}; 'doctl compute image list --public' shows the images"),
        .. Limits(settings, placement, facts),
        .. Key(settings, accountWideName, facts),
    ];

    private static string NoZone(string zone) =>
        $"{Prefix}domain is '{zone}', and DigitalOcean DNS has no such zone in this account; add it (Networking, Domains), or set the zone that is there";

    private static Pulumi.RunException Untold(Exception failed) => new($"DigitalOcean does not tell what the account has, so nothing was touched: {failed.Message}");

    private static Pulumi.RunException Lacking(IEnumerable<string> faults) =>
        new($"The account at DigitalOcean lacks what the settings ask for, so nothing was touched:\n{string.Join('\n', faults.Select(fault => $"  {fault}"))}");

    private static IEnumerable<(string Setting, string Value)> SizesOf(StackSettings settings, SitePlacement placement) =>
        [("size", settings.Size), .. placement.HasSatellites ? new[] { ("satelliteSize", settings.SatelliteSize) } : []];

    private static IEnumerable<string> Limits(StackSettings settings, SitePlacement placement, AccountFacts facts)
    {
        var (droplets, reserved) = (placement.Hosts.Count, placement.Hosts.Count(host => host.HasReservedIPv4));
        var layout = $"layout {settings.Layout.ToString().ToLowerInvariant()} needs";
        return
        [
            .. Unless(droplets + facts.OtherDroplets <= facts.DropletLimit,
                $"The account may have {facts.DropletLimit} droplets: {layout} {droplets}, and {facts.OtherDroplets} others are there; ask DigitalOcean for more, or delete some"),
            .. Unless(reserved + facts.OtherReserved <= facts.ReservedLimit,
                $"The account may have {facts.ReservedLimit} reserved addresses: {layout} {reserved}, and {facts.OtherReserved} others are there; ask DigitalOcean for more, or delete some"),
        ];
    }

    // A key that the account has already cannot be added once more, under whatever name. One of this stack's name may be this stack's own.
    private static IEnumerable<string> Key(StackSettings settings, string accountWideName, AccountFacts facts)
    {
        if (settings.SshPrivateKey is not { } given)
        {
            return [];
        }

        var mine = Body(PublicSshKey.Of(given));
        return facts.Keys.Where(key => Body(key.PublicKey) == mine && key.Name != accountWideName)
            .Select(key => $"{Prefix}sshPrivateKey is the key '{key.Name}', which the account has already and DigitalOcean takes once only; remove it there, set another, or leave it out");
    }

    // Without the comment at its end.
    private static string Body(string publicKey) => string.Join(' ', publicKey.Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(2));

    private static string Elsewhere(IReadOnlyList<string> regions, string region) => regions.Count == 0
        ? "DigitalOcean does not offer"
        : $"is not to be had in {region}, but in {string.Join(", ", regions.Distinct().Order(StringComparer.Ordinal))}";

    private static IEnumerable<string> Unless(bool isWell, string fault) => isWell ? [] : [fault];
}
