using System.Collections.Immutable;
using MtaStsAudit.Deployment.Bundles;
using MtaStsAudit.Deployment.DigitalOcean;
using MtaStsAudit.Deployment.Placement;
using MtaStsAudit.Stack;
using MtaStsAudit.Stack.Images;
using MtaStsAudit.Stack.Settings;
using Pulumi;
using Pulumi.Testing;

namespace MtaStsAudit.Infra.Tests.Site;

/// <summary>One run of the program against mocks, with what it registered and the options it did so with.</summary>
internal sealed class SiteRun
{
    public const string Token = "dop_v1_token";

    private readonly ImageSources images;

    private SiteRun(ImageSources images) => this.images = images;

    public SiteMocks Mocks { get; } = new();

    public Dictionary<string, ResourceOptions> Options { get; } = [];

    public Dictionary<string, ResourceArgs> Args { get; } = [];

    /// <summary>By a resource's name, the names of those it waits for.</summary>
    public Dictionary<string, IReadOnlyList<string>> Waits { get; } = [];

    public IDictionary<string, object?> Outputs { get; private set; } = new Dictionary<string, object?>();

    public StackSettings Settings { get; private set; } = null!;

    public SitePlacement Placement { get; private set; } = null!;

    public static ImageSources Images { get; } = new(
        [BundleFile.Text("images/postfix/Dockerfile", "FROM scratch"), BundleFile.Text("images/collector/Dockerfile", "FROM scratch")],
        new("obj/collector/published.tar.gz", new string('5', 64), "images/collector"));

    public static Task<SiteRun> Of(params (string Name, string Value)[] settings) => Of(Images, settings);

    public static async Task<SiteRun> Of(ImageSources images, params (string Name, string Value)[] settings)
    {
        var run = new SiteRun(images);
        var values = new Dictionary<string, string>
        {
            ["mta-sts-audit:domain"] = "example.com",
            ["mta-sts-audit:operatorCidrs"] = """["203.0.113.7/32"]""",
        };
        foreach (var (name, value) in settings)
        {
            values["mta-sts-audit:" + name] = value;
        }

        var (parsed, faults) = StackSettingsParser.Parse(values);
        run.Settings = parsed ?? throw new InvalidOperationException(string.Join('\n', faults));
        run.Placement = SitePlacement.Of(run.Settings.Suite, run.Settings.Layout, run.Settings.UsesReservedAddresses, run.Settings.Hosts).Value!;
        var (_, outputs) = await Pulumi.Deployment.TestAsync(run.Mocks, new TestOptions { IsPreview = false, StackName = "prod" }, run.Define);
        run.Outputs = outputs;
        return run;
    }

    public MockResourceArgs Named(string name) => Mocks.Registered.Single(resource => resource.Name == name);

    private IDictionary<string, object?> Define()
    {
        var options = new ComponentResourceOptions { ResourceTransformations = { Note } };
        var site = new TestbedSite("testbed", new()
        {
            Configuration = new(Settings, Placement, Token, Endpoint: null),
            AccountWideName = "mta-sts-audit-prod",
            Images = images,
            CheckProgram = "bin/Debug/net10.0/MtaStsAudit.Stack.dll",
        }, options);
        return site.Outputs;
    }

    private ResourceTransformationResult? Note(ResourceTransformationArgs seen)
    {
        var name = seen.Resource.GetResourceName();
        Options[name] = seen.Options;
        Args[name] = seen.Args;
        seen.Options.DependsOn.ToOutput().Apply(others => Waits[name] = [.. others.Select(other => other.GetResourceName())]);
        return null;
    }
}
