using System.Diagnostics;
using System.Text.Json;
using MtaStsAudit.Deployment.DigitalOcean;

namespace MtaStsAudit.Deployment.Tests.DigitalOcean;

public sealed class UserDataTests
{
    private static readonly string Text = UserData.Print("-----BEGIN EC PRIVATE KEY-----\nx\n-----END EC PRIVATE KEY-----\n", "ecdsa-sha2-nistp256 AAAA");

    private static readonly JsonElement Config = JsonDocument.Parse(Text["#cloud-config\n".Length..]).RootElement;

    [Fact]
    public void It_is_JSON_under_the_line_that_cloud_init_looks_for() => Assert.StartsWith("#cloud-config\n{", Text, StringComparison.Ordinal);

    [Fact]
    public void The_droplet_has_the_given_host_key_and_no_other()
    {
        Assert.True(Config.GetProperty("ssh_deletekeys").GetBoolean());
        Assert.Equal(["ecdsa_private", "ecdsa_public"], Config.GetProperty("ssh_keys").EnumerateObject().Select(key => key.Name));
        Assert.False(Config.GetProperty("ssh_pwauth").GetBoolean());
    }

    [Fact]
    public void Packages_come_over_HTTPS_since_nothing_else_is_let_out()
    {
        foreach (var list in new[] { "primary", "security" })
        {
            Assert.StartsWith("https://", Config.GetProperty("apt").GetProperty(list)[0].GetProperty("uri").GetString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_container_engine_and_the_further_addresses_are_there_before_the_first_deployment()
    {
        var packages = Config.GetProperty("packages").EnumerateArray().Select(package => package.GetString()).ToList();
        Assert.Contains("docker.io", packages);
        Assert.Contains("docker-compose", packages);
        var commands = Config.GetProperty("runcmd").EnumerateArray().Select(command => string.Join(' ', command.EnumerateArray())).ToList();
        Assert.Equal("systemctl enable --now extra-addresses.service", commands[2]);
    }

    [Fact]
    public void The_unit_runs_the_script_that_is_written_beside_it()
    {
        Assert.StartsWith("#!/usr/bin/env bash\n", Written("/usr/local/sbin/extra-addresses"), StringComparison.Ordinal);
        Assert.Contains("ExecStart=/usr/local/sbin/extra-addresses\n", Written("/etc/systemd/system/extra-addresses.service"), StringComparison.Ordinal);
        Assert.Contains(UserData.AnchorNote[..UserData.AnchorNote.LastIndexOf('/')], Written("/usr/local/sbin/extra-addresses"), StringComparison.Ordinal);
    }

    [Fact]
    public void Security_updates_are_taken_unattended_and_a_restart_that_they_need_waits_for_its_hour()
    {
        Assert.Contains("unattended-upgrades", Config.GetProperty("packages").EnumerateArray().Select(package => package.GetString()));
        Assert.Equal(
            """
            APT::Periodic::Update-Package-Lists "1";
            APT::Periodic::Unattended-Upgrade "1";
            Unattended-Upgrade::Automatic-Reboot "true";
            Unattended-Upgrade::Automatic-Reboot-Time "02:00";

            """,
            Written("/etc/apt/apt.conf.d/60-mta-sts-audit"));
        // The addresses are there again before the containers are.
        Assert.Contains("Before=docker.service\n", Written("/etc/systemd/system/extra-addresses.service"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("469000120", "02:40")]
    [InlineData("469000121", "02:47")]
    [InlineData("469000122", "02:54")]
    [InlineData(null, "02:00")]
    public async Task Droplets_of_one_testbed_restart_one_after_another(string? number, string time)
    {
        var folder = Directory.CreateTempSubdirectory("mta-sts-audit-restart-");
        try
        {
            var (upgrades, instance) = (Path.Combine(folder.FullName, "upgrades"), Path.Combine(folder.FullName, "instance-id"));
            await File.WriteAllTextAsync(upgrades, Written("/etc/apt/apt.conf.d/60-mta-sts-audit"), TestContext.Current.CancellationToken);
            if (number is not null)
            {
                await File.WriteAllTextAsync(instance, number + "\n", TestContext.Current.CancellationToken);
            }

            var command = Config.GetProperty("runcmd").EnumerateArray().Last().EnumerateArray().Select(word => word.GetString()!).ToList();
            using var shell = Process.Start(command[0], [command[1], command[2]
                .Replace("/etc/apt/apt.conf.d/60-mta-sts-audit", upgrades, StringComparison.Ordinal)
                .Replace("/var/lib/cloud/data/instance-id", instance, StringComparison.Ordinal)]);
            await shell.WaitForExitAsync(TestContext.Current.CancellationToken);

            Assert.Equal(0, shell.ExitCode);
            Assert.Contains($"Automatic-Reboot-Time \"{time}\";\n", await File.ReadAllTextAsync(upgrades, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Base_images_come_from_a_mirror_that_does_not_count_what_an_address_pulls()
    {
        using var engine = JsonDocument.Parse(Written("/etc/docker/daemon.json"));

        Assert.Equal(["https://mirror.gcr.io"], engine.RootElement.GetProperty("registry-mirrors").EnumerateArray().Select(mirror => mirror.GetString()));
    }

    private static string Written(string path) =>
        Config.GetProperty("write_files").EnumerateArray().Single(file => file.GetProperty("path").GetString() == path).GetProperty("content").GetString()!;
}
