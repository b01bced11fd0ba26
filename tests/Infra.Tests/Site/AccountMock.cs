using System.Collections.Immutable;
using Pulumi.Testing;

namespace MtaStsAudit.Infra.Tests.Site;

/// <summary>An account at DigitalOcean, as the provider's functions tell of it: one that has all that the default settings ask for.</summary>
internal sealed class AccountMock
{
    public string Status { get; init; } = "active";

    public int DropletLimit { get; init; } = 25;

    public int ReservedLimit { get; init; } = 3;

    public IReadOnlyList<string> Zones { get; init; } = ["example.com"];

    public IReadOnlyList<string> Regions { get; init; } = ["fra1", "ams3"];

    public IReadOnlyList<string> SizeRegions { get; init; } = ["fra1", "ams3"];

    public IReadOnlyList<string> ImageRegions { get; init; } = ["fra1", "ams3"];

    /// <summary>The tag of each droplet; empty: none.</summary>
    public IReadOnlyList<string> Droplets { get; init; } = [];

    /// <summary>By a project's name, the URNs in it.</summary>
    public IReadOnlyList<(string Project, string[] Resources)> Projects { get; init; } = [];

    public IReadOnlyList<(string Name, string PublicKey)> Keys { get; init; } = [];

    public bool IsTokenWrong { get; init; }

    public object Answer(MockCallArgs call) => IsTokenWrong ? throw new InvalidOperationException("GET https://api.digitalocean.com/v2/account: 401 Unable to authenticate you") : call.Token switch
    {
        "digitalocean:index/getAccount:getAccount" => Of(("status", Status), ("dropletLimit", DropletLimit), ("floatingIpLimit", ReservedLimit)),
        "digitalocean:index/getDomains:getDomains" => Of(("domains", List(Zones.Where(zone => Asked(call, "name") == zone).Select(zone => Of(("name", zone)))))),
        "digitalocean:index/getRegions:getRegions" => Of(("regions", List(Regions.Where(region => Asked(call, "slug") == region)
            .Select(region => Of(("slug", region), ("available", true), ("sizes", List([])), ("features", List([]))))))),
        "digitalocean:index/getSizes:getSizes" => Of(("sizes", List(SizeRegions.Count == 0 ? [] : Listed(call, "slug").Select(size => Of(("slug", size), ("available", true), ("regions", List(SizeRegions))))))),
        "digitalocean:index/getImages:getImages" => Of(("images", List(ImageRegions.Count == 0 ? [] : [Of(("slug", Asked(call, "slug", "id")), ("regions", List(ImageRegions)))]))),
        "digitalocean:index/getDroplets:getDroplets" => Of(("droplets", List(Droplets.Select(tag => Of(("tags", List(tag.Length > 0 ? [tag] : []))))))),
        "digitalocean:index/getProjects:getProjects" => Of(("projects", List(Projects.Select(project => Of(("name", project.Project), ("resources", List(project.Resources))))))),
        "digitalocean:index/getSshKeys:getSshKeys" => Of(("sshKeys", List(Keys.Select(key => Of(("name", key.Name), ("publicKey", key.PublicKey)))))),
        _ => throw new NotSupportedException($"The program asked for {call.Token}."),
    };

    private static string Asked(MockCallArgs call, params string[] keys) => Listed(call, keys).Single();

    private static IEnumerable<string> Listed(MockCallArgs call, params string[] keys)
    {
        var filter = (ImmutableDictionary<string, object>)((ImmutableArray<object>)call.Args["filters"]).Single();
        Assert.Contains((string)filter["key"], keys);
        return ((ImmutableArray<object>)filter["values"]).Cast<string>();
    }

    private static ImmutableDictionary<string, object> Of(params (string Name, object Value)[] values) =>
        values.ToImmutableDictionary(value => value.Name, value => value.Value);

    private static ImmutableArray<object> List(IEnumerable<object> items) => [.. items];
}
