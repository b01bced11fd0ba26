using System.Security.Cryptography;
using System.Text.Json.Nodes;
using MtaStsAudit.Deployment.DigitalOcean;
using MtaStsAudit.Infra.Tests.DigitalOceanApi;
using MtaStsAudit.Infra.Tests.Scripts;
using MtaStsAudit.Stack.Site;

namespace MtaStsAudit.Infra.Tests.Hosts;

/// <summary>
/// A host of one's own: as a droplet here, a real SSH server on addresses of this machine, in a folder and a compose project of its
/// own. It can be away and come back.
/// </summary>
internal sealed class OwnMachine(int id, string name) : IAsyncDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("mta-sts-audit-operator-");
    private readonly string hostKey = NewKey();
    private Droplet? running;

    public string Name => name;

    public string HostKey => PublicSshKey.Of(hostKey);

    public string Address => $"10.79.0.{id}";

    public string Root => Path.Combine(Home, "root");

    public string Uploads => Path.Combine(Home, "mta-sts-audit");

    public string SysctlFile => Path.Combine(Home, "sysctl.conf");

    public string ComposeProject => Running.ComposeProject;

    private string Home => Running.Home;

    private Droplet Running => running ?? throw new InvalidOperationException($"{name} is away.");

    /// <summary>As the settings' list has it.</summary>
    /// <param name="more">Addresses beside the first.</param>
    public JsonObject Setting(params string[] more) => new()
    {
        ["name"] = name,
        ["hostKey"] = HostKey,
        ["addresses"] = new JsonArray([.. more.Prepend(Address).Select(address => (JsonNode)address)]),
    };

    public static string NewKey()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return key.ExportECPrivateKeyPem();
    }

    public async Task StartAsync(string userKey)
    {
        running = await Droplet.StartAsync(id, new() { ["name"] = name, ["user_data"] = UserData.Print(hostKey, HostKey) }, [PublicSshKey.Of(userKey)]);
        await WriteKeyAsync("user_key", userKey);
        await WriteKeyAsync("known_hosts", $"{Address} {HostKey}\n");
    }

    public Task<(int Code, string Output, string Errors)> SshAsync(string command, string input) => Shell.RunAsync("ssh", [.. SshOptions, $"root@{Address}", command], input);

    /// <summary>Over SFTP, as Pulumi's copy does.</summary>
    public async Task UploadAsync(string local, string remote)
    {
        var (code, _, errors) = await Shell.RunAsync("sftp", [.. SshOptions, "-b", "-", $"root@{Address}"], $"-mkdir {Path.GetDirectoryName(remote)}\nput {local} {remote}\n");
        Assert.True(code == 0, errors);
    }

    public async Task<string[]> ContainersAsync() =>
        [.. (await Shell.OutputOfAsync("docker", "ps", "-q", "--filter", $"label=com.docker.compose.project={ComposeProject}")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal)];

    public async ValueTask DisposeAsync()
    {
        if (running is not null)
        {
            await running.DisposeAsync();
        }

        folder.Delete(recursive: true);
    }

    private string[] SshOptions =>
    [
        "-F", "none", "-i", $"{folder.FullName}/user_key", "-o", $"UserKnownHostsFile={folder.FullName}/known_hosts", "-o", "GlobalKnownHostsFile=none",
        "-o", "StrictHostKeyChecking=yes", "-o", "IdentitiesOnly=yes", "-o", "BatchMode=yes", "-o", "ConnectTimeout=5",
    ];

    private async Task WriteKeyAsync(string file, string content)
    {
        var path = Path.Combine(folder.FullName, file);
        await File.WriteAllTextAsync(path, content);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }
}
