using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using MtaStsAudit.Deployment.Bundles;
using MtaStsAudit.Deployment.Cloud;
using MtaStsAudit.Deployment.DigitalOcean;
using MtaStsAudit.Deployment.Hosts;
using MtaStsAudit.Deployment.Placement;
using MtaStsAudit.Infra.Tests.DigitalOceanApi;
using MtaStsAudit.Infra.Tests.Scripts;
using MtaStsAudit.Model.Certificates;
using MtaStsAudit.Stack.Acceptance;
using MtaStsAudit.Stack.Images;
using MtaStsAudit.Stack.Scripts;
using MtaStsAudit.Stack.Site;

namespace MtaStsAudit.Infra.Tests.Hosts;

/// <summary>
/// The whole way but the engine: two hosts of one's own that are reached over SSH, readied, deployed to and cleared by the real
/// scripts, with the real images and the tunnel between them.
/// </summary>
public sealed class OwnHostsRunTests : IAsyncLifetime
{
    private const string PortStart = "/proc/sys/net/ipv4/ip_unprivileged_port_start";

    private readonly OwnMachine fra = new(61, "fra");
    private readonly OwnMachine nyc = new(62, "nyc");
    private readonly string userKey = OwnMachine.NewKey();
    private readonly DropletRunTests.CertificateAuthority authority = new();
    private readonly OwnImages ownImages = new("mta-sts-audit-own/collector", "mta-sts-audit-own/receiver", "mta-sts-audit-own/tunnel");
    private ImageSources images = null!;
    private DropletSurroundings? surroundings;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(DropletSurroundings.Missing is not null, DropletSurroundings.Missing ?? "");
        surroundings = await DropletSurroundings.PrepareAsync();
        // As on a machine that nobody has set up.
        await File.WriteAllTextAsync(PortStart, "1024");
        await ownImages.RememberAsync();
        images = await ImageSources.ReadAsync(RepositoryRoot.Find(), CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await fra.DisposeAsync();
        await nyc.DisposeAsync();
        if (surroundings is not null)
        {
            await ownImages.DisposeAsync();
            await surroundings.DisposeAsync();
        }

        authority.Dispose();
    }

    [Fact]
    public async Task Hosts_come_up_one_that_was_away_joins_at_the_next_update_another_domain_moves_them_and_nothing_is_left()
    {
        var site = new DeployedSite(this, "example.com");
        var certificates = site.Issue();
        await fra.StartAsync(userKey);

        // One host is away: nothing is told of it but that SSH does not answer there, and the other serves what is its own.
        Assert.Equal(255, (await nyc.SshAsync(Script.Command("test"), "")).Code);
        await site.DeployAsync(fra, certificates);
        var onFra = await fra.ContainersAsync();
        Assert.Equal("443", (await File.ReadAllTextAsync(PortStart, TestContext.Current.CancellationToken)).Trim());
        var plan = site.Plan(certificates, patience: 60);
        Assert.Empty(await FaultsAsync(plan with { Receivers = [.. plan.Receivers.Where(receiver => receiver.Name is not ("e" or "f"))] }));
        Assert.All(await FaultsAsync(plan with { PatienceSeconds = 0 }), fault => Assert.Matches("^receiver [ef], ", fault));

        // The next update reaches it, and leaves the first alone.
        await nyc.StartAsync(userKey);
        await site.DeployAsync(fra, certificates);
        await site.DeployAsync(nyc, certificates);
        Assert.Equal(onFra, await fra.ContainersAsync());
        Assert.Equal(3, (await nyc.ContainersAsync()).Length);
        Assert.Empty(await FaultsAsync(plan));

        // What comes to the satellite is committed by the collector, through the tunnel; and put off while the tunnel is away.
        var token = Guid.NewGuid().ToString();
        Assert.StartsWith("250 ", await MailAsync(site, token), StringComparison.Ordinal);
        await EvidenceAsync(token, "message");
        await EvidenceAsync(token, "session");
        var tunnel = await Shell.OutputOfAsync("docker", "ps", "-q", "--filter", $"label=com.docker.compose.project={nyc.ComposeProject}", "--filter", "label=com.docker.compose.service=tunnel");
        await Shell.OutputOfAsync("docker", "stop", tunnel);
        Assert.StartsWith("451 ", await MailAsync(site, token), StringComparison.Ordinal);
        await Shell.OutputOfAsync("docker", "start", tunnel);

        // Renewed certificates are taken up by what goes on running.
        string[] both = [.. await fra.ContainersAsync(), .. await nyc.ContainersAsync()];
        certificates = site.Issue(certificates);
        await site.DeployAsync(fra, certificates);
        await site.DeployAsync(nyc, certificates);
        Assert.Equal(both, (string[])[.. await fra.ContainersAsync(), .. await nyc.ContainersAsync()]);
        Assert.Empty(await FaultsAsync(site.Plan(certificates, patience: 120)));

        site = new DeployedSite(this, "example.net");
        certificates = site.Issue();
        await site.DeployAsync(fra, certificates);
        await site.DeployAsync(nyc, certificates);
        Assert.Empty(await FaultsAsync(site.Plan(certificates, patience: 60)));
        Assert.StartsWith("250 ", await MailAsync(site, token), StringComparison.Ordinal);

        foreach (var host in new[] { nyc, fra })
        {
            await RemovedAsync(host);
            await RemovedAsync(host);
        }

        Assert.Equal("1024", (await File.ReadAllTextAsync(PortStart, TestContext.Current.CancellationToken)).Trim());
    }

    [Fact]
    public async Task A_host_that_lacks_an_address_or_whose_port_is_taken_is_told_before_anything_is_deployed()
    {
        await nyc.StartAsync(userKey);
        var ask = HostFacts.Ask(new DeployedSite(this, "example.com").Placement.Hosts[1], Script.Remove);

        var lacking = await nyc.SshAsync(Script.Command("test"), Script.Input(Script.Prepare, ask.Replace("10.79.1.62", "10.79.1.99", StringComparison.Ordinal)));
        Assert.Equal(1, lacking.Code);
        Assert.StartsWith("The host does not have the address 10.79.1.99; it has: ", lacking.Errors, StringComparison.Ordinal);

        using var other = new TcpListener(IPAddress.Parse("10.79.0.62"), 25);
        other.Start();
        var taken = await nyc.SshAsync(Script.Command("test"), Script.Input(Script.Prepare, ask));
        Assert.Equal(1, taken.Code);
        Assert.StartsWith("Port 25 of the host at 10.79.0.62 is taken already, by ", taken.Errors, StringComparison.Ordinal);
        other.Stop();

        var (code, said, errors) = await nyc.SshAsync(Script.Command("test"), Script.Input(Script.Prepare, ask));
        Assert.True(code == 0, errors);
        Assert.True(HostFacts.MemoryMiB(said) > 256, said);
        await RemovedAsync(nyc);
    }

    private static Task<IReadOnlyList<string>> FaultsAsync(AcceptancePlan plan) => AcceptanceCheck.FaultsAsync(plan, new(), CancellationToken.None);

    /// <summary>As the stack's resource is deleted.</summary>
    private static async Task RemovedAsync(OwnMachine host)
    {
        var (code, output, errors) = await host.SshAsync(OwnHostSite.Removal, "");

        Assert.True(code == 0, output + errors);
        Assert.Empty(await host.ContainersAsync());
        Assert.Empty(await Shell.OutputOfAsync("docker", "volume", "ls", "-q", "--filter", $"label=com.docker.compose.project={host.ComposeProject}"));
        Assert.False(Directory.Exists(host.Root));
        Assert.False(Directory.Exists(host.Uploads));
        Assert.False(File.Exists(host.SysctlFile));
    }

    /// <summary>Returns when a record of that kind is there, from receiver f: one came by the milter, the other with the log.</summary>
    private static async Task EvidenceAsync(string token, string kind)
    {
        using var client = new HttpClient();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            var report = JsonNode.Parse(await client.GetStringAsync(new Uri($"http://127.0.0.1:8080/audits/{token}.json"), limit.Token))!;
            if (report["evidence"]!.AsArray().Select(record => record!.ToJsonString()).Any(record =>
                record.Contains($":\"{kind}\"", StringComparison.Ordinal) && record.Contains("\"receiver\":\"f\"", StringComparison.Ordinal)))
            {
                return;
            }

            await Task.Delay(200, limit.Token);
        }
    }

    // To f, which takes clear text, on the satellite. The answer to the message.
    private static async Task<string> MailAsync(DeployedSite site, string token)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Parse("10.79.1.62"), 25);
        using var stream = client.GetStream();
        using var reader = new StreamReader(stream, Encoding.ASCII);
        var answer = await AnswerAsync();
        foreach (var line in new[]
        {
            "EHLO sender.example.com", "MAIL FROM:<probe@sender.example.com>", $"RCPT TO:<{token}@{site.Settings.Names.MailDomain(new('f'))}>", "DATA",
            "From: probe@sender.example.com\r\nSubject: test\r\n\r\nHello.\r\n.",
        })
        {
            if (answer[0] is '4' or '5')
            {
                return answer;
            }

            await stream.WriteAsync(Encoding.ASCII.GetBytes(line + "\r\n"));
            answer = await AnswerAsync();
        }

        return answer;

        async Task<string> AnswerAsync()
        {
            string line;
            do
            {
                line = await reader.ReadLineAsync() ?? throw new IOException("The receiver closed the connection.");
            }
            while (line.Length > 3 && line[3] == '-');

            return line;
        }
    }

    /// <summary>What the program would deploy to the two hosts.</summary>
    private sealed class DeployedSite
    {
        private readonly OwnHostsRunTests run;
        private readonly Tunnel tunnel;

        public DeployedSite(OwnHostsRunTests run, string domain)
        {
            this.run = run;
            var (settings, faults) = StackSettingsParser.Parse(new Dictionary<string, string>
            {
                ["mta-sts-audit:domain"] = domain,
                ["mta-sts-audit:layout"] = "hosts",
                ["mta-sts-audit:hosts"] = new JsonArray(run.fra.Setting("10.79.1.61", "10.79.16.61", "fd79::3d:1"), run.nyc.Setting("10.79.1.62")).ToJsonString(),
                ["mta-sts-audit:sshPrivateKey"] = run.userKey,
            });
            Settings = settings ?? throw new InvalidOperationException(string.Join('\n', faults));
            Placement = SitePlacement.Of(Settings.Suite, Settings.Layout, hosts: Settings.Hosts).Value!;
            tunnel = new(Placement, new Dictionary<string, string> { ["nyc"] = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFG" });
        }

        public StackSettings Settings { get; }

        public SitePlacement Placement { get; }

        public ImmutableArray<IssuedCertificate> Issue(ImmutableArray<IssuedCertificate> keysOf = default) =>
            [.. CertificatePlan.For(Settings.Names, [.. Placement.Suite.Receivers]).Select((plan, index) => run.authority.Issue(plan, keysOf.IsDefault ? null : keysOf[index].PrivateKeyPem))];

        public AcceptancePlan Plan(ImmutableArray<IssuedCertificate> certificates, int patience) =>
            AcceptancePlan.Of(Settings, Placement, [.. Placement.Hosts.Select(host => new OwnAddresses(host.Own!))], certificates, "1") with { PatienceSeconds = patience };

        public async Task DeployAsync(OwnMachine machine, ImmutableArray<IssuedCertificate> certificates)
        {
            var host = Placement.Hosts.Single(one => one.Own!.Name == machine.Name);
            var said = await RanAsync(machine, Script.Input(Script.Prepare, HostFacts.Ask(host, Script.Remove)));
            if (host.RunsCollector)
            {
                await machine.UploadAsync(Path.GetFullPath(run.images.Collector.Path, ProgramFolder.Of(RepositoryRoot.Find())), run.images.Collector.RemotePath);
            }

            var addresses = new OwnAddresses(host.Own!);
            IReadOnlyList<BundleFile> bundle =
            [
                .. CloudBundle.Render(
                    host, addresses, CloudBundle.Collector(Settings.Names, Placement, new OwnAddresses(Placement.Hosts[0].Own!)), certificates, run.images.Files, HostFacts.MemoryMiB(said)!.Value, tunnel)
                    // A local testbed on this machine has images of the same names.
                    .Select(file => file.Path == "compose.yml" ? BundleFile.Text(file.Path, Encoding.UTF8.GetString(file.Content.Span).Replace("image: mta-sts-audit/", "image: mta-sts-audit-own/", StringComparison.Ordinal)) : file),
                .. host.RunsCollector ? new[] { run.images.Collector.Line } : [],
            ];
            await RanAsync(machine, Script.Input(Script.Deploy, Convert.ToBase64String(BundleArchive.Pack(bundle))));
        }

        private static async Task<string> RanAsync(OwnMachine machine, string input)
        {
            var (code, output, errors) = await machine.SshAsync(Script.Command("test"), input);
            Assert.True(code == 0, $"{machine.Name}: {output}{errors}");
            return output;
        }
    }
}
