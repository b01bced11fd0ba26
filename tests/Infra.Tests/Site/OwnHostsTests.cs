using System.Collections.Immutable;
using System.Text.Json.Nodes;
using MtaStsAudit.Infra.Tests.Hosts;
using MtaStsAudit.Resources;
using MtaStsAudit.Stack.Site;
using Pulumi;

namespace MtaStsAudit.Infra.Tests.Site;

/// <summary>The program with mocks, on hosts of one's own.</summary>
public sealed class OwnHostsTests
{
    private const string RemoteCommand = "command:remote:Command";

    private static readonly string Key = OwnMachine.NewKey();

    private static readonly string Hosts = new JsonArray(
        new JsonObject
        {
            ["name"] = "fra",
            ["hostKey"] = PublicSshKey.Of(Key),
            ["addresses"] = new JsonArray("203.0.113.1", "203.0.113.2", "203.0.113.3", "2001:db8::1"),
        },
        new JsonObject
        {
            ["name"] = "nyc",
            ["address"] = "nyc.example.net",
            ["port"] = 2222,
            ["user"] = "admin",
            ["hostKey"] = PublicSshKey.Of(Key),
            ["addresses"] = new JsonArray("198.51.100.1", new JsonObject { ["public"] = "198.51.100.2", ["local"] = "10.0.0.2" }),
        }).ToJsonString();

    [Fact]
    public async Task Of_DigitalOcean_there_are_the_records_and_nothing_else()
    {
        var run = await Run();

        Assert.Equal(
            ["digitalocean:index/dnsRecord:DnsRecord"],
            run.Mocks.Registered.Select(resource => resource.Type!).Where(type => type.StartsWith("digitalocean:", StringComparison.Ordinal)).Distinct());
        Assert.Equal("203.0.113.1", run.Named("dns-A-mail-a").Inputs["value"]);
        Assert.Equal("198.51.100.2", run.Named("dns-A-mail-f").Inputs["value"]);
        Assert.Equal("2001:db8::1", run.Named("dns-AAAA-mail-c").Inputs["value"]);
        Assert.Equal(("203.0.113.1", "2001:db8::1"), (run.Named("dns-A-api").Inputs["value"], run.Named("dns-AAAA-api").Inputs["value"]));
    }

    [Fact]
    public async Task Each_host_is_logged_on_to_as_the_settings_say_and_pinned_to_its_key()
    {
        var connection = (ImmutableDictionary<string, object>)(await Run()).Named("rollout-nyc-bundle").Inputs["connection"];

        Assert.Equal("nyc.example.net", connection["host"]);
        Assert.Equal(2222d, connection["port"]);
        Assert.Equal("admin", connection["user"]);
        Assert.Equal(PublicSshKey.Of(Key), connection["hostKey"]);
        Assert.Equal(Key, connection["privateKey"]);
    }

    [Fact]
    public async Task A_host_is_readied_then_deployed_to_and_what_is_there_is_taken_away_by_one_command()
    {
        var run = await Run();

        Assert.Equal(["host-fra-ready", "host-nyc-ready", "rollout-fra-bundle", "rollout-nyc-bundle"], run.Mocks.OfType(RemoteCommand).Select(command => command.Name));
        Assert.Equal("bash -s # Readies host fra", run.Named("host-fra-ready").Inputs["create"]);
        Assert.Equal("sudo -n bash -s # Takes the bundle into use on host nyc", run.Named("rollout-nyc-bundle").Inputs["create"]);
        Assert.Equal(["host-nyc-ready"], run.Waits["rollout-nyc-bundle"]);
        Assert.Equal(OwnHostSite.Removal, run.Named("host-fra-ready").Inputs["delete"]);
        Assert.Equal($"sudo -n {OwnHostSite.Removal}", run.Named("host-nyc-ready").Inputs["delete"]);
        Assert.All(run.Mocks.OfType(RemoteCommand), command => Assert.DoesNotContain("triggers", command.Inputs.Keys));
        Assert.All(run.Mocks.OfType(RemoteCommand).Where(command => command.Name!.StartsWith("rollout", StringComparison.Ordinal)), command => Assert.DoesNotContain("delete", command.Inputs.Keys));
        Assert.Contains("\naddress 203.0.113.1\naddress 203.0.113.2\naddress 2001:db8::1\naddress 203.0.113.3\n--\n", (string)run.Named("host-fra-ready").Inputs["stdin"], StringComparison.Ordinal);
        Assert.Contains("\naddress 198.51.100.1\naddress 10.0.0.2\n--\n", (string)run.Named("host-nyc-ready").Inputs["stdin"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Satellites_share_a_secret_with_the_collector_s_host_which_is_secret_in_the_state()
    {
        var run = await Run();
        var (fra, nyc) = (RolloutTests.Unpacked(run, "fra"), RolloutTests.Unpacked(run, "nyc"));

        Assert.Equal(["admin-secret", "tunnel-nyc"], run.Mocks.OfType(ProviderPackage.GeneratedSecret).Select(secret => secret.Name));
        Assert.Equal("nyc:a secret that was made\n", nyc["tunnel/secrets"]);
        Assert.Equal(nyc["tunnel/secrets"], fra["tunnel/secrets"]);
        Assert.Contains("smtpd_milters = inet:127.0.2.2:8891", nyc["receivers/e/main.cf"], StringComparison.Ordinal);
        Assert.True(await Output.IsSecretAsync(((Pulumi.Command.Remote.CommandArgs)run.Args["rollout-nyc-bundle"]).Stdin!.ToOutput()));
    }

    [Fact]
    public async Task One_host_has_no_tunnel()
    {
        var one = new JsonArray(new JsonObject
        {
            ["name"] = "fra",
            ["hostKey"] = PublicSshKey.Of(Key),
            ["addresses"] = new JsonArray([.. Enumerable.Range(1, 5).Select(number => (JsonNode)$"203.0.113.{number}"), "2001:db8::1"]),
        });
        var run = await SiteRun.Of(("layout", "hosts"), ("hosts", one.ToJsonString()), ("sshPrivateKey", Key));

        Assert.Equal(["admin-secret"], run.Mocks.OfType(ProviderPackage.GeneratedSecret).Select(secret => secret.Name));
        Assert.DoesNotContain(RolloutTests.Unpacked(run, "fra").Keys, path => path.Contains("tunnel", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Another_domain_and_another_order_keep_every_resource()
    {
        var names = (await Run()).Mocks.Registered.Select(resource => resource.Name).Order(StringComparer.Ordinal).ToList();

        Assert.Equal(names, (await Run(("domain", "example.net"))).Mocks.Registered.Select(resource => resource.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_operator_is_told_the_addresses_and_which_ports_to_open()
    {
        var outputs = (await Run()).Outputs;
        var ports = (ImmutableSortedDictionary<string, ImmutableArray<string>>)outputs["openPorts"]!;

        Assert.DoesNotContain("monthlyCost", outputs.Keys);
        Assert.Contains("8892/tcp and 2515/tcp at 203.0.113.1 from nyc", ports["fra"]);
        Assert.Contains("2222/tcp from where the testbed is deployed", ports["nyc"]);
    }

    [Fact]
    public async Task Evidence_on_a_host_is_protected_when_asked_for() =>
        Assert.Equal(["host-fra-ready"], (await Run(("protectEvidence", "true"))).Options.Where(pair => pair.Value.Protect == true).Select(pair => pair.Key));

    private static Task<SiteRun> Run(params (string Name, string Value)[] more) =>
        SiteRun.Of([("layout", "hosts"), ("hosts", Hosts), ("sshPrivateKey", Key), .. more]);
}
