using System.Text.Json;
using MtaStsAudit.EndToEnd.Tests.Rig;

namespace MtaStsAudit.EndToEnd.Tests.Receivers;

/// <summary>A service that is taken over can do little: as the engine has it, not as a file says.</summary>
[Collection(nameof(LocalRig))]
public sealed class ConfinementTests
{
    [Theory]
    [InlineData("collector")]
    [InlineData("receiver-a")]
    [InlineData("receiver-f")]
    [InlineData("dns")]
    public async Task A_service_writes_nowhere_gains_nothing_and_takes_no_more_than_its_share(string service)
    {
        var host = await HostConfigAsync(service);

        Assert.True(host.GetProperty("ReadonlyRootfs").GetBoolean());
        Assert.False(host.GetProperty("Privileged").GetBoolean());
        Assert.Equal("""["ALL"]""", host.GetProperty("CapDrop").GetRawText());
        Assert.Equal("""["no-new-privileges:true"]""", host.GetProperty("SecurityOpt").GetRawText());
        Assert.InRange(host.GetProperty("Memory").GetInt64(), 64L << 20, 2L << 30);
        Assert.Equal(host.GetProperty("Memory").GetInt64(), host.GetProperty("MemorySwap").GetInt64());
        Assert.InRange(host.GetProperty("PidsLimit").GetInt32(), 32, 1000);
        Assert.All(host.GetProperty("Tmpfs").EnumerateObject(), mount => Assert.Contains("size=", mount.Value.GetString(), StringComparison.Ordinal));
        Assert.Equal("10m", host.GetProperty("LogConfig").GetProperty("Config").GetProperty("max-size").GetString());
    }

    [Theory]
    [InlineData("collector", "MtaStsAudit")]
    [InlineData("dns", "knotd")]
    [InlineData("receiver-a", "smtpd")]
    public async Task Who_speaks_with_strangers_is_not_root(string service, string program)
    {
        await using var smtp = await SmtpDialogue.ConnectAsync(LocalRig.AddressOf('a'));
        var users = (await LocalRig.ShellAsync($"docker top {await LocalRig.ContainerAsync(service)} -eo uid,pid,args | grep {program} | awk '{{print $1}}' | sort -u")).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.NotEmpty(users);
        Assert.DoesNotContain("0", users);
    }

    private static async Task<JsonElement> HostConfigAsync(string service) =>
        JsonDocument.Parse(await LocalRig.ShellAsync($"docker inspect --format '{{{{json .HostConfig}}}}' {await LocalRig.ContainerAsync(service)}")).RootElement;
}
