using MtaStsAudit.Stack.Scripts;

namespace MtaStsAudit.Infra.Tests.Scripts;

/// <summary>What is left of a host when the testbed is taken away, with stand-ins for the engine and the package manager that note what they are asked.</summary>
public sealed class RemoveScriptTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("mta-sts-audit-remove-");

    private string Root => Path.Combine(folder.FullName, "root");

    private string Engine => Path.Combine(folder.FullName, "lib", "docker");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Where_nothing_was_deployed_what_has_the_project_s_name_is_somebody_else_s()
    {
        Host(bundle: false);

        var (code, output, errors) = await RunAsync();

        Assert.True(code == 0, output + errors);
        Assert.DoesNotContain(Asked, line => line.StartsWith("docker", StringComparison.Ordinal));
        Assert.False(Directory.Exists(Root));
    }

    [Fact]
    public async Task Containers_volumes_and_the_images_that_were_not_there_before_go()
    {
        Host(bundle: true);
        File.WriteAllText(Path.Combine(Root, "images-before"), "debian:bookworm-slim\n");

        var (code, output, errors) = await RunAsync();

        Assert.True(code == 0, output + errors);
        Assert.Contains("docker rm -f one", Asked);
        Assert.Contains("docker volume rm one", Asked);
        Assert.Contains("docker image rm mta-sts-audit/receiver", Asked);
        Assert.DoesNotContain("docker image rm debian:bookworm-slim", Asked);
    }

    [Fact]
    public async Task What_was_installed_goes_with_the_engine_s_folder_and_nothing_that_was_there_before()
    {
        Host(bundle: false);
        Installed("docker.io", "containerd");

        var (code, output, errors) = await RunAsync(("SIMULATED", "Purg docker.io [1]\nPurg containerd [1]\n"));

        Assert.True(code == 0, output + errors);
        Assert.Contains("apt-get -o DPkg::Lock::Timeout=300 purge -y containerd docker.io", Asked);
        Assert.False(Directory.Exists(Engine));
    }

    [Theory]
    [InlineData("Purg docker.io [1]\nRemv portainer [1]\nPurg containerd [1]\n", "", "since others need them (portainer ): containerd docker.io")]
    [InlineData("Purg docker.io [1]\n", "somebody-s", "since the container engine has other containers or volumes: containerd docker.io")]
    public async Task What_somebody_has_come_to_need_since_stays_and_is_told(string simulated, string others, string expected)
    {
        Host(bundle: false);
        Installed("docker.io", "containerd");

        var (code, output, errors) = await RunAsync(("SIMULATED", simulated), ("OTHERS", others));

        Assert.True(code == 0, output + errors);
        Assert.Contains(expected, output, StringComparison.Ordinal);
        Assert.DoesNotContain(Asked, line => line.Contains("purge -y", StringComparison.Ordinal));
        Assert.True(Directory.Exists(Engine));
        Assert.False(Directory.Exists(Root));
    }

    private string[] Asked => File.Exists(Path.Combine(folder.FullName, "asked")) ? File.ReadAllLines(Path.Combine(folder.FullName, "asked")) : [];

    private void Host(bool bundle)
    {
        Directory.CreateDirectory(Root);
        Directory.CreateDirectory(Engine);
        if (bundle)
        {
            Directory.CreateDirectory(Path.Combine(Root, "bundle", "images", "postfix"));
            File.WriteAllText(Path.Combine(Root, "bundle", "compose.yml"), "services:\n  receiver-a:\n    image: mta-sts-audit/receiver\n");
            File.WriteAllText(Path.Combine(Root, "bundle", "images", "postfix", "Dockerfile"), "FROM debian:bookworm-slim\n");
        }

        // Only lists answer something.
        StandIn("docker", """case "$*" in *label*mta-sts-audit-remove-test) echo one ;; "ps -aq" | "volume ls -q") echo "$OTHERS" | grep . || true ;; esac""");
        StandIn("apt-get", """if [ "$1" = -s ]; then printf %s "$SIMULATED"; fi""");
    }

    private void Installed(params string[] packages)
    {
        File.WriteAllLines(Path.Combine(Root, "packages"), packages);
        File.WriteAllText(Path.Combine(Root, "had-no-engine"), "");
    }

    private void StandIn(string name, string body)
    {
        var path = Path.Combine(folder.FullName, name);
        File.WriteAllText(path, $"#!/bin/bash\n[ \"$1\" = -s ] || case \"$1 $2\" in info*|ps*|*\" ls\"*) ;; *) echo \"{name} $*\" >>{folder.FullName}/asked ;; esac\n{body}\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
    }

    private Task<(int Code, string Output, string Errors)> RunAsync(params (string Name, string Value)[] answers)
    {
        var environment = answers.ToDictionary(answer => answer.Name, answer => answer.Value);
        environment["MTA_STS_AUDIT_ROOT"] = Root;
        environment["MTA_STS_AUDIT_PROJECT"] = "mta-sts-audit-remove-test";
        environment["MTA_STS_AUDIT_UPLOADS"] = Path.Combine(folder.FullName, "uploads");
        environment["MTA_STS_AUDIT_ENGINE"] = Engine;
        environment["PATH"] = $"{folder.FullName}:{Environment.GetEnvironmentVariable("PATH")}";
        return Shell.RunAsync("bash", ["-s"], Script.Remove, environment);
    }
}
