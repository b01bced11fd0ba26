using System.Collections.Immutable;
using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using MtaStsAudit.Model.Settings;

namespace MtaStsAudit.Infra.Tests.Site;

public sealed class RolloutTests
{
    private const string RemoteCommand = "command:remote:Command";

    [Theory]
    [InlineData("compact", 1)]
    [InlineData("spread", 5)]
    public async Task Each_droplet_gets_its_bundle_by_one_command_once_it_is_ready(string layout, int droplets)
    {
        var run = await SiteRun.Of(("layout", layout));

        Assert.Equal(2 * droplets, run.Mocks.OfType(RemoteCommand).Count());
        for (var number = 1; number <= droplets; number++)
        {
            var name = $"rollout-{number}-bundle";
            Assert.Contains($"host-{number}-ready", run.Waits[name]);
            Assert.StartsWith("bash -s # Takes the bundle into use on droplet 10", (string)run.Named(name).Inputs["create"], StringComparison.Ordinal);
            Assert.Equal($"host-{number}-droplet", run.Options[name].DeletedWith?.GetResourceName());
            Assert.Equal($"host-{number}-droplet", run.Options[$"host-{number}-ready"].DeletedWith?.GetResourceName());
        }

        Assert.Equal(Enumerable.Range(1, droplets).Select(number => $"rollout-{number}-bundle"), run.Waits["answers-check"]);
    }

    [Fact]
    public async Task A_reserved_address_is_assigned_before_a_receiver_is_started_on_it() =>
        Assert.Contains("host-1-reserved-assignment", (await SiteRun.Of(("reservedAddresses", "true"))).Waits["rollout-1-bundle"]);

    [Fact]
    public async Task The_collector_s_program_is_uploaded_to_its_droplet_once_and_the_bundle_names_it_by_its_content()
    {
        var run = await SiteRun.Of(("layout", "spread"));
        var upload = Assert.Single(run.Mocks.OfType("command:remote:CopyToRemote"));

        Assert.Equal("rollout-1-collector", upload.Name);
        Assert.IsType<Pulumi.FileAsset>(upload.Inputs["source"]);
        Assert.Equal($"mta-sts-audit/{SiteRun.Images.Collector.Sha256}.tar.gz", upload.Inputs["remotePath"]);
        Assert.Equal(["101"], (ImmutableArray<object>)upload.Inputs["triggers"]);
        Assert.Equal(["host-1-ready"], run.Waits["rollout-1-collector"]);
        Assert.Contains("rollout-1-collector", run.Waits["rollout-1-bundle"]);
        Assert.Equal($"{SiteRun.Images.Collector.Sha256} images/collector\n", Unpacked(run, 1)["archives"]);
        Assert.DoesNotContain("archives", Unpacked(run, 2).Keys);
    }

    [Fact]
    public async Task A_command_is_short_enough_that_its_failure_s_reason_is_seen()
    {
        var run = await SiteRun.Of();

        Assert.All(run.Mocks.Registered.Where(resource => resource.Inputs.ContainsKey("create")), command =>
            Assert.InRange(((string)command.Inputs["create"]).Length, 10, 80));
    }

    [Fact]
    public async Task Connections_are_pinned_to_the_host_key_that_the_droplet_was_given()
    {
        var run = await SiteRun.Of();

        Assert.All(run.Mocks.OfType(RemoteCommand), command =>
        {
            var connection = (ImmutableDictionary<string, object>)command.Inputs["connection"];
            Assert.Equal("ecdsa-sha2-nistp256 access-host-key", connection["hostKey"]);
            Assert.Equal("root", connection["user"]);
        });
        Assert.Contains("ecdsa-sha2-nistp256 access-host-key", (string)run.Named("host-1-droplet").Inputs["userData"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_change_ever_replaces_a_deployment()
    {
        var run = await SiteRun.Of();

        Assert.All(run.Mocks.OfType(RemoteCommand), command =>
        {
            Assert.DoesNotContain("triggers", command.Inputs.Keys);
            Assert.DoesNotContain("delete", command.Inputs.Keys);
            Assert.DoesNotContain("environment", command.Inputs.Keys);
            Assert.Equal(false, command.Inputs["addPreviousOutputInEnv"]);
        });
    }

    [Fact]
    public async Task The_first_droplet_s_bundle_has_the_collector_and_each_receiver_listens_where_DNS_sends_mail()
    {
        var run = await SiteRun.Of(("layout", "spread"), ("reservedAddresses", "true"));
        var (first, second) = (Unpacked(run, 1), Unpacked(run, 2));

        Assert.Contains("\"milter\": \"10.10.0.1:8891\"", first["collector/collector.json"], StringComparison.Ordinal);
        Assert.Contains("inet_interfaces = 192.0.2.1\n", first["receivers/a/main.cf"], StringComparison.Ordinal);
        Assert.Contains("inet_interfaces = 10.19.0.1\n", first["receivers/b/main.cf"], StringComparison.Ordinal);
        Assert.Contains("inet_interfaces = 2001:db8:1::2\n", first["receivers/c/main.cf"], StringComparison.Ordinal);
        Assert.Contains("inet_interfaces = 10.19.0.2\n", second["receivers/e/main.cf"], StringComparison.Ordinal);
        Assert.Contains("inet:10.10.0.1:8891", second["receivers/d/main.cf"], StringComparison.Ordinal);
        Assert.DoesNotContain("collector/collector.json", second.Keys);
        Assert.Contains("-----BEGIN CERTIFICATE-----", second["certificates/mail-d.audit.example.com/certificate.pem"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_droplet_without_certificates_is_not_touched_when_they_are_renewed()
    {
        // The mocks issue new certificates at each run.
        var (before, after) = (await SiteRun.Of(("layout", "spread")), await SiteRun.Of(("layout", "spread")));

        Assert.NotEqual(Archive(before, 1), Archive(after, 1));
        Assert.Equal(Archive(before, 5), Archive(after, 5));
    }

    [Fact]
    public async Task A_receiver_beyond_the_study_stands_on_its_droplet_and_its_collector_knows_the_suite()
    {
        var run = await SiteRun.Of(("suite", "standard"));
        var number = run.Placement.Hosts.Single(host => host.Receivers.Any(placed => placed.Receiver.Name.Value == "tls13-only")).Number;

        Assert.Contains($"\n192.0.2.{number}:smtp inet", Unpacked(run, number)["receivers/shared/master.cf"], StringComparison.Ordinal);
        Assert.Contains("inet:10.10.0.1:8891", Unpacked(run, number)["receivers/shared/main.cf"], StringComparison.Ordinal);
        Assert.Contains("\"suite\": \"standard\"", Unpacked(run, 1)["collector/collector.json"], StringComparison.Ordinal);
        Assert.Contains("\"expired\"", Unpacked(run, 1)["collector/collector.json"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_said_of_the_operator_comes_to_the_collector()
    {
        var run = await SiteRun.Of(
            ("operatorName", "Example University"), ("operatorContact", "operator@example.edu"), ("abuseContact", "abuse@example.edu"), ("source", "https://git.example.edu/audit"),
            ("inboundCheck", "false"));
        var settings = CollectorSettingsParser.Parse(Unpacked(run, 1)["collector/collector.json"]).Settings!;

        Assert.Equal(new SiteOperator("Example University", "operator@example.edu", "abuse@example.edu", new("https://git.example.edu/audit")), settings.Operator);
        Assert.False(settings.OffersInboundCheck);
    }

    [Fact]
    public async Task A_PostgreSQL_store_replaces_the_file()
    {
        var run = await SiteRun.Of(("layout", "compact"), ("database", "Host=db.example.com;Database=evidence;Password=hunter2"));

        Assert.Contains("Host=db.example.com", Unpacked(run, 1)["collector/collector.json"], StringComparison.Ordinal);
    }

    internal static Dictionary<string, string> Unpacked(SiteRun run, int number) => Unpacked(run, $"{number}");

    /// <param name="host">A droplet's number, or the name of a host of one's own.</param>
    internal static Dictionary<string, string> Unpacked(SiteRun run, string host)
    {
        using var tar = new TarReader(new GZipStream(new MemoryStream(Convert.FromBase64String(Archive(run, host))), CompressionMode.Decompress));
        var files = new Dictionary<string, string>();
        while (tar.GetNextEntry(copyData: true) is { } entry)
        {
            if (entry.EntryType == TarEntryType.RegularFile)
            {
                using var reader = new StreamReader(entry.DataStream ?? Stream.Null, Encoding.UTF8);
                files[entry.Name] = reader.ReadToEnd();
            }
        }

        return files;
    }

    private static string Archive(SiteRun run, int number) => Archive(run, $"{number}");

    private static string Archive(SiteRun run, string host) => ((string)run.Named($"rollout-{host}-bundle").Inputs["stdin"]).TrimEnd().Split('\n')[^1];
}
