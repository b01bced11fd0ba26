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
        var files = Config.GetProperty("write_files").EnumerateArray().ToDictionary(file => file.GetProperty("path").GetString()!, file => file.GetProperty("content").GetString()!);

        Assert.StartsWith("#!/usr/bin/env bash\n", files["/usr/local/sbin/extra-addresses"], StringComparison.Ordinal);
        Assert.Contains("ExecStart=/usr/local/sbin/extra-addresses\n", files["/etc/systemd/system/extra-addresses.service"], StringComparison.Ordinal);
        Assert.Contains(UserData.AnchorNote[..UserData.AnchorNote.LastIndexOf('/')], files["/usr/local/sbin/extra-addresses"], StringComparison.Ordinal);
    }
}
