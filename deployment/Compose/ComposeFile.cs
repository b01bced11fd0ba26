using MtaStsAudit.Deployment.Bundles;
using YamlDotNet.Serialization;

namespace MtaStsAudit.Deployment.Compose;

/// <summary>A compose file, as far as a testbed needs one: with what docker-compose 1.29 and compose v2 read alike. Source: the Compose specification.</summary>
internal sealed record ComposeFile
{
    public required IReadOnlyDictionary<string, ComposeService> Services { get; init; }

    public IReadOnlyDictionary<string, ComposeVolume>? Volumes { get; init; }

    public IReadOnlyDictionary<string, ComposeNetwork>? Networks { get; init; }
}

/// <summary>A container. What is null or empty is not said.</summary>
internal sealed record ComposeService
{
    public string Restart { get; } = "unless-stopped";

    public bool ReadOnly { get; } = true;

    public IReadOnlyList<string> CapDrop { get; } = ["ALL"];

    public IReadOnlyList<string> SecurityOpt { get; } = ["no-new-privileges:true"];

    public ComposeLogging Logging { get; } = new();

    public required string Image { get; init; }

    public required ComposeBuild Build { get; init; }

    public string? Hostname { get; init; }

    public IReadOnlyList<string> CapAdd { get; init; } = [];

    public string? NetworkMode { get; init; }

    public IReadOnlyDictionary<string, ComposeAddresses>? Networks { get; init; }

    public IReadOnlyDictionary<string, string>? Environment { get; init; }

    /// <summary>With their options, as in <c>/tmp:size=16m</c>.</summary>
    public required IReadOnlyList<string> Tmpfs { get; init; }

    [YamlIgnore]
    public required ContainerLimits Limits { get; init; }

    public string MemLimit => $"{Limits.MemoryMiB}m";

    public string MemswapLimit => MemLimit;

    public int PidsLimit => Limits.Processes;

    public int CpuShares => Limits.CpuShares;

    // No core dump: it would hold keys.
    public IReadOnlyDictionary<string, int> Ulimits { get; } = new Dictionary<string, int> { ["core"] = 0 };

    public required IReadOnlyList<string> Volumes { get; init; }

    public required IReadOnlyDictionary<string, string> Labels { get; init; }
}

/// <summary>Where an image is built from.</summary>
internal sealed record ComposeBuild(string Context)
{
    public IReadOnlyDictionary<string, string>? Args { get; init; }

    public IReadOnlyDictionary<string, string>? Labels { get; init; }
}

/// <summary>What a stranger makes a container print must not fill the disk.</summary>
internal sealed record ComposeLogging
{
    public string Driver { get; } = "json-file";

    public IReadOnlyDictionary<string, string> Options { get; } = new Dictionary<string, string> { ["max-size"] = "10m", ["max-file"] = "3" };
}

/// <summary>A volume as the engine makes it by default.</summary>
internal sealed record ComposeVolume;

/// <summary>The addresses of a service on a network.</summary>
internal sealed record ComposeAddresses(
    [property: YamlMember(Alias = "ipv4_address", ApplyNamingConventions = false)] string IPv4,
    [property: YamlMember(Alias = "ipv6_address", ApplyNamingConventions = false)] string IPv6);

/// <summary>A bridge network with static addresses.</summary>
internal sealed record ComposeNetwork(string Name, ComposeIpam Ipam)
{
    public bool Internal { get; } = true;

    [YamlMember(Alias = "enable_ipv6", ApplyNamingConventions = false)]
    public bool EnableIPv6 { get; } = true;
}

internal sealed record ComposeIpam(IReadOnlyList<ComposeSubnet> Config);

internal sealed record ComposeSubnet(string Subnet, string Gateway);
