using System.Collections.Immutable;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using MtaStsAudit.Deployment.Bundles;
using MtaStsAudit.Deployment.Cloud;
using MtaStsAudit.Deployment.DigitalOcean;
using MtaStsAudit.Deployment.Placement;
using MtaStsAudit.Infra.Tests.Scripts;
using MtaStsAudit.Model.Certificates;
using MtaStsAudit.Model.Receivers;
using MtaStsAudit.Model.Scenarios;
using MtaStsAudit.Stack.Acceptance;
using MtaStsAudit.Stack.Images;
using MtaStsAudit.Stack.Scripts;
using MtaStsAudit.Stack.Site;

namespace MtaStsAudit.Infra.Tests.DigitalOceanApi;

/// <summary>
/// The whole way but the engine: a droplet from the API stand-in, logged on to over SSH with its pinned key, the real bundle with
/// the real images brought there by the real scripts, and the check of every receiver from outside.
/// </summary>
public sealed class DropletRunTests : IAsyncLifetime
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("mta-sts-audit-operator-");
    private readonly CertificateAuthority authority = new();
    private readonly OwnImages ownImages = new("mta-sts-audit-droplet/collector", "mta-sts-audit-droplet/receiver");
    private ApiStandIn standIn = null!;
    private DropletSurroundings? surroundings;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(DropletSurroundings.Missing is not null, DropletSurroundings.Missing ?? "");
        surroundings = await DropletSurroundings.PrepareAsync();
        await ownImages.RememberAsync();
        standIn = await ApiStandIn.StartAsync("example.com");
    }

    public async ValueTask DisposeAsync()
    {
        if (surroundings is not null)
        {
            await standIn.DisposeAsync();
            await surroundings.DisposeAsync();
            await ownImages.DisposeAsync();
        }

        authority.Dispose();
        folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("study", "true", 7)]
    [InlineData("standard", "false", 8)]
    public async Task A_droplet_is_deployed_to_over_SSH_and_every_receiver_answers_as_designed(string suite, string reserved, int services)
    {
        var (settings, _) = StackSettingsParser.Parse(new Dictionary<string, string>
        {
            ["mta-sts-audit:domain"] = "example.com",
            ["mta-sts-audit:operatorCidrs"] = """["203.0.113.7/32"]""",
            ["mta-sts-audit:layout"] = "compact",
            ["mta-sts-audit:suite"] = suite,
            ["mta-sts-audit:reservedAddresses"] = reserved,
        });
        var placement = SitePlacement.Of(settings!.Suite, settings.Layout, settings.UsesReservedAddresses).Value!;
        var (droplet, addresses) = await CreateAsync(placement.Hosts[0].Name(settings.Names).Value);
        var images = await ImageSources.ReadAsync(RepositoryRoot.Find(), CancellationToken.None);
        await UploadAsync(droplet, images.Collector);

        var (readyCode, anchor, readyErrors) = await SshAsync(droplet, Script.Command("test"), Script.Input(Script.Ready));
        Assert.True(readyCode == 0, readyErrors);
        Assert.Equal(droplet.Anchor, anchor.Trim());

        var first = Issue(settings, placement.Suite);
        await DeployAsync(droplet, Bundle(first));
        var containers = await ContainersAsync(droplet);
        Assert.Equal(services, containers.Length);
        var plan = AcceptancePlan.Of(settings, placement, [addresses], first, "1") with { PatienceSeconds = 60 };
        Assert.Empty(await AcceptanceCheck.FaultsAsync(plan, new(), CancellationToken.None));

        // Renewed: the receivers and the collector go on running and take the new ones up.
        var renewed = Issue(settings, placement.Suite, first);
        await DeployAsync(droplet, Bundle(renewed));
        Assert.Equal(containers, await ContainersAsync(droplet));
        Assert.Empty(await AcceptanceCheck.FaultsAsync(AcceptancePlan.Of(settings, placement, [addresses], renewed, "2") with { PatienceSeconds = 120 }, new(), CancellationToken.None));

        // The old plan is now wrong, and the check says so of each certificate.
        var faults = await AcceptanceCheck.FaultsAsync(plan with { PatienceSeconds = 0 }, new(), CancellationToken.None);
        Assert.Contains(faults, fault => fault.StartsWith($"receiver a, mail-a.audit.example.com [{addresses.IPv4}]: It presents the certificate", StringComparison.Ordinal));
        Assert.Contains(faults, fault => fault.StartsWith("API, api.audit.example.com [", StringComparison.Ordinal));

        IReadOnlyList<BundleFile> Bundle(ImmutableArray<IssuedCertificate> certificates) =>
        [
            .. CloudBundle.Render(
                    placement.Hosts[0], addresses with { Anchor = IPAddress.Parse(anchor.Trim()) }, CloudBundle.Collector(settings.Names, placement, addresses), certificates, images.Files, settings.MemoryMiBOf(placement.Hosts[0]))
                .Append(images.Collector.Line)
                .Select(file => file.Path == "compose.yml" ? BundleFile.Text(file.Path, Renamed(file)) : file),
        ];
    }

    // A local testbed on this machine has images of the same names.
    private static string Renamed(BundleFile compose) =>
        Encoding.UTF8.GetString(compose.Content.Span).Replace("image: mta-sts-audit/", "image: mta-sts-audit-droplet/", StringComparison.Ordinal);

    private async Task<(Droplet Droplet, DropletAddresses Addresses)> CreateAsync(string name)
    {
        using var hostKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var userKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var client = new HttpClient { BaseAddress = standIn.Address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", ApiStandIn.Token);
        var key = (await PostAsync("/v2/account/keys", new { name = "operator", public_key = PublicSshKey.Of(userKey.ExportECPrivateKeyPem()) }))["ssh_key"]!;
        var droplet = (await PostAsync("/v2/droplets", new
        {
            name,
            region = "fra1",
            size = "s-1vcpu-1gb",
            image = "debian-13-x64",
            ipv6 = true,
            ssh_keys = new[] { (string)key["fingerprint"]! },
            user_data = UserData.Print(hostKey.ExportECPrivateKeyPem(), PublicSshKey.Of(hostKey.ExportECPrivateKeyPem())),
        }))["droplet"]!;
        var reserved = (string)(await PostAsync("/v2/reserved_ips", new { region = "fra1" }))["reserved_ip"]!["ip"]!;
        await DoneAsync($"/v2/droplets/{droplet["id"]}/actions?per_page=50");
        await PostAsync($"/v2/reserved_ips/{reserved}/actions", new { type = "assign", droplet_id = (int)droplet["id"]! });
        await DoneAsync($"/v2/droplets/{droplet["id"]}/actions?per_page=50");
        await WriteKeyAsync("user_key", userKey.ExportECPrivateKeyPem());
        var running = standIn.Droplets.Find((int)droplet["id"]!);
        await WriteKeyAsync("known_hosts", $"{running.IPv4} {PublicSshKey.Of(hostKey.ExportECPrivateKeyPem())}\n");
        return (running, new(IPAddress.Parse(running.IPv4), IPAddress.Parse(running.IPv6), IPAddress.Parse(running.Private), IPAddress.Parse(reserved)));

        // As the provider waits before it goes on.
        async Task DoneAsync(string path)
        {
            while ((await client.GetFromJsonAsync<JsonObject>(new Uri(path, UriKind.Relative)))!["actions"]!.AsArray().Any(one => (string)one!["status"]! == "in-progress"))
            {
                await Task.Yield();
            }
        }

        async Task<JsonObject> PostAsync(string path, object body)
        {
            using var answer = await client.PostAsJsonAsync(new Uri(path, UriKind.Relative), body);
            Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
            return (await answer.Content.ReadFromJsonAsync<JsonObject>())!;
        }
    }

    private async Task WriteKeyAsync(string name, string content)
    {
        var path = Path.Combine(folder.FullName, name);
        await File.WriteAllTextAsync(path, content);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    private string[] SshOptions =>
    [
        "-F", "none", "-i", $"{folder.FullName}/user_key", "-o", $"UserKnownHostsFile={folder.FullName}/known_hosts", "-o", "GlobalKnownHostsFile=none",
        "-o", "StrictHostKeyChecking=yes", "-o", "IdentitiesOnly=yes", "-o", "BatchMode=yes",
    ];

    private Task<(int Code, string Output, string Errors)> SshAsync(Droplet droplet, string command, string input) =>
        Shell.RunAsync("ssh", [.. SshOptions, $"root@{droplet.IPv4}", command], input);

    // Over SFTP and to the path that Pulumi's copy is told.
    private async Task UploadAsync(Droplet droplet, UploadedArchive archive)
    {
        var local = Path.GetFullPath(archive.Path, ProgramFolder.Of(RepositoryRoot.Find()));
        var (code, _, errors) = await Shell.RunAsync(
            "sftp", [.. SshOptions, "-b", "-", $"root@{droplet.IPv4}"], $"mkdir {Path.GetDirectoryName(archive.RemotePath)}\nput {local} {archive.RemotePath}\n");
        Assert.True(code == 0, errors);
    }

    private async Task DeployAsync(Droplet droplet, IReadOnlyList<BundleFile> bundle)
    {
        var (code, output, errors) = await SshAsync(droplet, Script.Command("test"), Script.Input(Script.Deploy, Convert.ToBase64String(BundleArchive.Pack(bundle))));
        Assert.True(code == 0, output + errors);
    }

    private static async Task<string[]> ContainersAsync(Droplet droplet) =>
        [.. (await Shell.OutputOfAsync("docker", "ps", "-q", "--filter", $"label=com.docker.compose.project={droplet.ComposeProject}")).Split('\n').Order(StringComparer.Ordinal)];

    private ImmutableArray<IssuedCertificate> Issue(StackSettings settings, Suite suite, ImmutableArray<IssuedCertificate> keysOf = default) =>
        [.. CertificatePlan.For(settings.Names, [.. suite.Receivers]).Select((plan, index) => authority.Issue(plan, keysOf.IsDefault ? null : keysOf[index].PrivateKeyPem))];

    internal sealed class CertificateAuthority : IDisposable
    {
        private readonly X509Certificate2 root;

        public CertificateAuthority()
        {
            using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            var request = new CertificateRequest("CN=test authority", key, HashAlgorithmName.SHA256);
            request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
            root = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(30));
        }

        public void Dispose() => root.Dispose();

        public IssuedCertificate Issue(PlannedCertificate plan, string? keyPem)
        {
            using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            if (keyPem is not null)
            {
                key.ImportFromPem(keyPem);
            }

            var request = new CertificateRequest($"CN={plan.Names[0]}", key, HashAlgorithmName.SHA256);
            var names = new SubjectAlternativeNameBuilder();
            foreach (var name in plan.Names)
            {
                names.AddDnsName(name.Value);
            }

            request.CertificateExtensions.Add(names.Build());
            using var leaf = request.Create(root, DateTimeOffset.UtcNow.AddHours(-1), DateTimeOffset.UtcNow.AddDays(20), RandomNumberGenerator.GetBytes(12));
            return new(plan, $"{leaf.ExportCertificatePem()}\n{root.ExportCertificatePem()}\n", key.ExportPkcs8PrivateKeyPem());
        }
    }
}
