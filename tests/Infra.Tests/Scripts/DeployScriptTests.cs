using System.Security.Cryptography;
using MtaStsAudit.Deployment.Bundles;
using MtaStsAudit.Stack.Scripts;

namespace MtaStsAudit.Infra.Tests.Scripts;

/// <summary>The script that takes a bundle into use, run here as on a droplet, with real containers.</summary>
public sealed class DeployScriptTests : IAsyncLifetime
{
    private const string Project = "mta-sts-audit-deploy-test";

    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("mta-sts-audit-deploy-");

    // Before the others on PATH.
    private readonly DirectoryInfo bin = Directory.CreateTempSubdirectory("mta-sts-audit-bin-");

    private string Uploads => Path.Combine(root.FullName, "uploads");

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
        bin.Delete(recursive: true);
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

        var (code, _, errors) = await RunAsync([.. Bundle("one", "two, changed", "certificate").Where(file => file.Path != "image/Dockerfile"), BundleFile.Text("image/Dockerfile", "FROM debian:bookworm-slim\nCOPY what-is-not-there /\n")]);

        Assert.NotEqual(0, code);
        Assert.StartsWith("An image could not be built.\n", errors, StringComparison.Ordinal);
        Assert.Contains("what-is-not-there", errors, StringComparison.Ordinal);
        Assert.Equal(container, await ContainerAsync("first"));
    }

    [Fact]
    public async Task A_registry_that_limits_its_pulls_is_asked_again()
    {
        await ComposeFailingOnceAsync("toomanyrequests: You have reached your pull rate limit");

        await DeployedAsync(Bundle("one", "two", "certificate"));

        Assert.Equal("one", await Shell.OutputOfAsync("docker", "exec", await ContainerAsync("first"), "cat", "/settings/value"));
    }

    [Fact]
    public async Task What_was_uploaded_is_unpacked_into_the_bundle_and_older_uploads_go()
    {
        var (sum, _) = Upload("app/program", "the program");
        File.WriteAllText(Path.Combine(Uploads, "older.tar.gz"), "x");

        await DeployedAsync([.. Bundle("one", "two", "certificate"), BundleFile.Text("archives", $"{sum} image\n")]);

        Assert.Equal("the program", File.ReadAllText(Path.Combine(root.FullName, "bundle", "image", "app", "program")));
        Assert.Equal([$"{sum}.tar.gz"], Directory.EnumerateFiles(Uploads).Select(Path.GetFileName));

        // A second deployment finds it there.
        await DeployedAsync([.. Bundle("one", "two", "certificate"), BundleFile.Text("archives", $"{sum} image\n")]);
    }

    [Theory]
    [InlineData("missing")]
    [InlineData("cut")]
    public async Task An_upload_that_is_not_whole_changes_nothing_and_says_how_to_bring_it_again(string how)
    {
        var (sum, path) = Upload("app/program", "the program");
        if (how == "missing")
        {
            File.Delete(path);
        }
        else
        {
            File.WriteAllBytes(path, File.ReadAllBytes(path)[..40]);
        }

        var (code, _, errors) = await RunAsync([.. Bundle("one", "two", "certificate"), BundleFile.Text("archives", $"{sum} image\n")]);

        Assert.Equal(1, code);
        Assert.StartsWith($"The upload for image is not here or not whole ({path}), so nothing was changed: 'pulumi up --replace'", errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(root.FullName, "bundle")));
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

    private (string Sum, string Path) Upload(string file, string content)
    {
        var tar = BundleArchive.Tar([BundleFile.Text(file, content)]);
        var sum = Convert.ToHexStringLower(SHA256.HashData(tar));
        Directory.CreateDirectory(Uploads);
        var path = Path.Combine(Uploads, $"{sum}.tar.gz");
        File.WriteAllBytes(path, BundleArchive.Compress(tar));
        return (sum, path);
    }

    // In compose's place, whichever of its two forms is asked first: it fails once as a registry makes it fail, and then gives way to the real one.
    private async Task ComposeFailingOnceAsync(string message)
    {
        foreach (var program in new[] { "docker", "docker-compose" })
        {
            var (code, real, _) = await Shell.RunAsync("which", [program]);
            if (code != 0)
            {
                continue;
            }

            var path = Path.Combine(bin.FullName, program);
            await File.WriteAllTextAsync(path, $"""
                #!/bin/bash
                if [[ " $* " == *" build "* && ! -e {bin.FullName}/failed ]]; then touch {bin.FullName}/failed; echo "{message}" >&2; exit 1; fi
                exec {real.Trim()} "$@"

                """);
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
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
        Shell.RunAsync("bash", ["-c", Script.Command("test")], Script.Input(Script.Deploy, input), new Dictionary<string, string>
        {
            ["MTA_STS_AUDIT_ROOT"] = root.FullName,
            ["MTA_STS_AUDIT_PROJECT"] = Project,
            ["MTA_STS_AUDIT_PATIENCE"] = $"{patience}",
            ["MTA_STS_AUDIT_UPLOADS"] = Uploads,
            ["MTA_STS_AUDIT_PAUSES"] = "0",
            ["PATH"] = $"{bin.FullName}:{Environment.GetEnvironmentVariable("PATH")}",
        });
}
