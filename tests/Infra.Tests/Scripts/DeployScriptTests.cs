using MtaStsAudit.Deployment.Bundles;
using MtaStsAudit.Stack.Scripts;

namespace MtaStsAudit.Infra.Tests.Scripts;

/// <summary>The script that takes a bundle into use, run here as on a droplet, with real containers.</summary>
public sealed class DeployScriptTests : IAsyncLifetime
{
    private const string Project = "mta-sts-audit-deploy-test";

    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("mta-sts-audit-deploy-");

    public ValueTask InitializeAsync()
    {
        Assert.SkipWhen(Shell.NoContainerEngine is not null, Shell.NoContainerEngine ?? "");
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (kind, remove) in new (string[] List, string[] Remove)[]
        {
            (["ps", "-aq", "--filter", $"label=com.docker.compose.project={Project}"], ["rm", "-f"]),
            (["volume", "ls", "-q", "--filter", $"label=com.docker.compose.project={Project}"], ["volume", "rm", "-f"]),
            (["network", "ls", "-q", "--filter", $"label=com.docker.compose.project={Project}"], ["network", "rm"]),
            (["image", "ls", "-q", Project], ["image", "rm", "-f"]),
        })
        {
            var (_, ids, _) = await Shell.RunAsync("docker", kind);
            if (ids.Trim().Length > 0)
            {
                await Shell.RunAsync("docker", [.. remove, .. ids.Split('\n', StringSplitOptions.RemoveEmptyEntries).Distinct()]);
            }
        }

        root.Delete(recursive: true);
    }

    [Fact]
    public async Task What_has_not_changed_goes_on_running()
    {
        await DeployedAsync(Bundle("one", "two", "certificate"));
        var before = (First: await ContainerAsync("first"), Second: await ContainerAsync("second"));

        await DeployedAsync(Bundle("one", "two", "certificate"));
        Assert.Equal(before, (await ContainerAsync("first"), await ContainerAsync("second")));

        await DeployedAsync(Bundle("one", "two, changed", "certificate"));
        Assert.Equal(before.First, await ContainerAsync("first"));
        Assert.NotEqual(before.Second, await ContainerAsync("second"));
        Assert.Equal("two, changed", await Shell.OutputOfAsync("docker", "exec", await ContainerAsync("second"), "cat", "/settings/value"));
    }

    [Fact]
    public async Task A_renewed_certificate_is_read_by_the_container_that_goes_on_running()
    {
        await DeployedAsync(Bundle("one", "two", "old certificate"));
        var container = await ContainerAsync("first");

        await DeployedAsync(Bundle("one", "two", "new certificate"));

        Assert.Equal(container, await ContainerAsync("first"));
        Assert.Equal("new certificate", await Shell.OutputOfAsync("docker", "exec", container, "cat", "/certificate/certificate.pem"));
    }

    [Fact]
    public async Task Evidence_survives_and_what_a_bundle_no_longer_has_is_removed()
    {
        await DeployedAsync([.. Bundle("one", "two", "certificate"), BundleFile.Text("gone/folder/file", "x")]);
        await Shell.OutputOfAsync("docker", "exec", await ContainerAsync("second"), "sh", "-c", "echo evidence >/data/kept");

        await DeployedAsync(Bundle("one", "two, changed", "certificate"));

        Assert.Equal("evidence", await Shell.OutputOfAsync("docker", "exec", await ContainerAsync("second"), "cat", "/data/kept"));
        Assert.False(Directory.Exists(Path.Combine(root.FullName, "bundle", "gone")));
        Assert.False(Directory.Exists(Path.Combine(root.FullName, "incoming")));
    }

    [Fact]
    public async Task Files_have_their_modes_and_only_root_looks_in()
    {
        await DeployedAsync([.. Bundle("one", "two", "certificate"), BundleFile.Secret("secret", "s")]);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(root.FullName, "bundle", "secret")));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(root.FullName));
    }

    [Fact]
    public async Task A_service_that_is_not_healthy_fails_the_deployment_with_its_name_and_what_it_said()
    {
        var (code, _, errors) = await RunAsync(Bundle("sick", "two", "certificate"), patience: 8);

        Assert.Equal(1, code);
        Assert.Contains("Not healthy after 8 seconds:", errors, StringComparison.Ordinal);
        Assert.Matches($"{Project}.first.1: running. It said:\nI serve sick\n", errors);
        Assert.DoesNotMatch($"{Project}.second", errors);
    }

    [Fact]
    public async Task An_image_that_does_not_build_fails_the_deployment_and_leaves_what_runs()
    {
        await DeployedAsync(Bundle("one", "two", "certificate"));
        var container = await ContainerAsync("first");

        var (code, _, errors) = await RunAsync([.. Bundle("one", "two, changed", "certificate").Where(file => file.Path != "image/Dockerfile"), BundleFile.Text("image/Dockerfile", "FROM debian:bookworm-slim\nRUN echo broken here && false\n")]);

        Assert.NotEqual(0, code);
        Assert.Contains("An image could not be built.", errors, StringComparison.Ordinal);
        Assert.Equal(container, await ContainerAsync("first"));
    }

    [Theory]
    [InlineData("bm8gYXJjaGl2ZQ==")]
    [InlineData("%%%")]
    [InlineData("")]
    public async Task What_is_no_bundle_changes_nothing(string input)
    {
        var (code, _, _) = await RunAsync(input, patience: 5);

        Assert.NotEqual(0, code);
        Assert.False(Directory.Exists(Path.Combine(root.FullName, "bundle")));
    }

    private static List<BundleFile> Bundle(string first, string second, string certificate)
    {
        const string service = """
            image: {0}
                build: ./image
                environment: {{ LC_ALL: C }}
                healthcheck: {{ test: [ CMD, grep, -vq, sick, /settings/value ], interval: 1h }}
                stop_grace_period: 1s
            """;
        var body = string.Format(System.Globalization.CultureInfo.InvariantCulture, service, Project);
        return
        [
            BundleFile.Text("image/Dockerfile", "FROM debian:bookworm-slim\nCMD [\"sh\", \"-c\", \"echo I serve $(cat /settings/value); exec sleep infinity\"]\n"),
            BundleFile.Text("first/value", first),
            BundleFile.Text("second/value", second),
            BundleFile.Text("certificates/one/certificate.pem", certificate),
            BundleFile.Text("compose.yml", $$"""
                services:
                  first:
                    {{body}}
                    labels: { settings: "{{first}}" }
                    volumes: [ "./first:/settings:ro", "./certificates/one:/certificate:ro" ]
                  second:
                    {{body}}
                    labels: { settings: "{{second}}" }
                    volumes: [ "./second:/settings:ro", "data:/data" ]
                volumes:
                  data:

                """),
        ];
    }

    private static async Task<string> ContainerAsync(string service) => await Shell.OutputOfAsync(
        "docker", "ps", "-q", "--filter", $"label=com.docker.compose.project={Project}", "--filter", $"label=com.docker.compose.service={service}");

    private async Task DeployedAsync(IReadOnlyList<BundleFile> bundle)
    {
        var (code, output, errors) = await RunAsync(bundle);
        Assert.True(code == 0, output + errors);
    }

    private Task<(int Code, string Output, string Errors)> RunAsync(IReadOnlyList<BundleFile> bundle, int patience = 60) =>
        RunAsync(Convert.ToBase64String(BundleArchive.Pack(bundle)), patience);

    private Task<(int Code, string Output, string Errors)> RunAsync(string input, int patience) =>
        Shell.RunAsync("bash", ["-c", Script.Deploy], input, new Dictionary<string, string>
        {
            ["MTA_STS_AUDIT_ROOT"] = root.FullName,
            ["MTA_STS_AUDIT_PROJECT"] = Project,
            ["MTA_STS_AUDIT_PATIENCE"] = $"{patience}",
        });
}
