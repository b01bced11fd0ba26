using Pulumi.DigitalOcean;
using Pulumi.DigitalOcean.Inputs;

namespace MtaStsAudit.Stack.Account;

/// <summary>What an account at DigitalOcean has and may have, as far as the settings depend on it.</summary>
/// <param name="Status">In DigitalOcean's words: <c>active</c>, <c>warning</c>, <c>locked</c>.</param>
/// <param name="DropletLimit">How many droplets it may have.</param>
/// <param name="ReservedLimit">How many reserved addresses it may have.</param>
/// <param name="IsZone">Whether the zone is at DigitalOcean DNS, in this account.</param>
/// <param name="IsRegion">Whether the region takes droplets.</param>
/// <param name="SizeRegions">By a size that was asked about, the regions that it is offered in; none where there is no such size.</param>
/// <param name="ImageRegions">The regions that the image is in; none where there is no such image.</param>
/// <param name="Tagged">How many droplets have this stack's tag.</param>
/// <param name="OtherDroplets">How many have not.</param>
/// <param name="OtherReserved">How many reserved addresses are in other projects than this stack's.</param>
/// <param name="Keys">The SSH keys: their names and the keys as <c>authorized_keys</c> has them.</param>
internal sealed record AccountFacts(
    string Status,
    int DropletLimit,
    int ReservedLimit,
    bool IsZone,
    bool IsRegion,
    ILookup<string, string> SizeRegions,
    IReadOnlyList<string> ImageRegions,
    int Tagged,
    int OtherDroplets,
    int OtherReserved,
    IReadOnlyList<(string Name, string PublicKey)> Keys)
{
    /// <summary>Whether DigitalOcean DNS has a zone, in this account.</summary>
    public static async Task<bool> IsZoneAsync(string zone) => (await ZonesNamed(zone)).Domains.Any(one => one.Name == zone);

    /// <summary>Asks through the provider, so with its token and its retries.</summary>
    public static async Task<AccountFacts> AskAsync(AccountQuestion question)
    {
        var account = GetAccount.InvokeAsync();
        var zones = ZonesNamed(question.Zone);
        var regions = GetRegions.InvokeAsync(new() { Filters = { new GetRegionsFilterArgs { Key = "slug", Values = { question.Region } } } });
        var sizes = GetSizes.InvokeAsync(new() { Filters = { new GetSizesFilterArgs { Key = "slug", Values = [.. question.Sizes.Distinct()] } } });
        // A snapshot is named by its number.
        var key = question.Image.All(char.IsAsciiDigit) ? "id" : "slug";
        var images = GetImages.InvokeAsync(new() { Filters = { new GetImagesFilterArgs { Key = key, Values = { question.Image } } } });
        var droplets = GetDroplets.InvokeAsync();
        var projects = GetProjects.InvokeAsync();
        var keys = GetSshKeys.InvokeAsync();
        var tagged = (await droplets).Droplets.Count(droplet => !droplet.Tags.IsDefault && droplet.Tags.Contains(question.Tag));
        return new(
            (await account).Status,
            (await account).DropletLimit,
            (await account).FloatingIpLimit,
            (await zones).Domains.Any(zone => zone.Name == question.Zone),
            (await regions).Regions.Any(region => region.Slug == question.Region && region.Available),
            (await sizes).Sizes.Where(size => size.Available).SelectMany(size => size.Regions.Select(region => (size.Slug, Region: region)))
                .ToLookup(offer => offer.Slug, offer => offer.Region),
            [.. (await images).Images.SelectMany(image => image.Regions)],
            tagged,
            (await droplets).Droplets.Length - tagged,
            (await projects).Projects.Where(project => project.Name != question.Project && !project.Resources.IsDefault)
                .SelectMany(project => project.Resources).Count(IsReservedAddress),
            [.. (await keys).SshKeys.Select(one => (one.Name, one.PublicKey))]);
    }

    private static Task<GetDomainsResult> ZonesNamed(string zone) =>
        GetDomains.InvokeAsync(new() { Filters = { new GetDomainsFilterArgs { Key = "name", Values = { zone } } } });

    private static bool IsReservedAddress(string urn) =>
        urn.StartsWith("do:floatingip:", StringComparison.Ordinal) || urn.StartsWith("do:reservedip:", StringComparison.Ordinal);
}

/// <summary>What is asked about.</summary>
/// <param name="Sizes">Of droplets.</param>
/// <param name="Tag">Of this stack's droplets.</param>
/// <param name="Project">This stack's own.</param>
internal sealed record AccountQuestion(string Zone, string Region, IReadOnlyList<string> Sizes, string Image, string Tag, string Project);
