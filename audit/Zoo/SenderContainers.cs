using MtaStsAudit.Audit.Local;
using MtaStsAudit.Audit.Processes;
using MtaStsAudit.Deployment.Local;

namespace MtaStsAudit.Audit.Zoo;

/// <summary>The containers of the zoo's senders, on the network of the local testbed.</summary>
internal sealed class SenderContainers(IProcessRunner processes)
{
    private const string SenderLabel = "mta-sts-audit.sender";
    private const int SecondsToStop = 2;

    private static string NameOf(ZooSender sender) => $"mta-sts-audit-{sender.Id}";

    /// <summary>Starts a sender that has seen nothing yet: a container of that name that is there already goes.</summary>
    /// <param name="testbed">Has the CA that the sender trusts, and the name server that it asks.</param>
    public async Task StartAsync(ZooSender sender, StateFolder testbed, CancellationToken cancellationToken)
    {
        await RemoveAsync([sender.Id], cancellationToken);
        await processes.RunOrFailAsync(new("docker",
        [
            "run", "--detach", "--name", NameOf(sender), "--hostname", sender.HostName, "--label", $"{SenderLabel}={sender.Id}",
            "--network", LocalSite.Network, "--ip", $"{sender.Addresses.V4}", "--ip6", $"{sender.AddressOfEngine}",
            // The engine would leave all senders in one /48: each takes its own IPv6 address.
            "--cap-add", "NET_ADMIN",
            "--env", $"SENDER_NAME={sender.Id}", "--env", $"SENDER_IPV6={sender.Addresses.V6}",
            .. sender.Settings.SelectMany(setting => new[] { "--env", $"{setting.Key}={setting.Value}" }),
            "--volume", $"{testbed.At("ca/trusted.pem")}:/local-ca/trusted.pem:ro", "--volume", $"{testbed.At("dns/resolv.conf")}:/etc/resolv.conf:ro",
            SenderImage.Of(sender).Name,
        ]), cancellationToken);
    }

    public async Task<bool> IsRunningAsync(ZooSender sender, CancellationToken cancellationToken)
    {
        var result = await processes.RunAsync(new("docker", ["inspect", "--format", "{{.State.Running}}", NameOf(sender)]), cancellationToken);
        return result.ExitCode == 0 && result.Output.Trim() == "true";
    }

    /// <summary>Begins anew: what it knew of policies is forgotten.</summary>
    public Task RestartAsync(ZooSender sender, CancellationToken cancellationToken) =>
        processes.RunOrFailAsync(new("docker", ["restart", "--time", $"{SecondsToStop}", NameOf(sender)]), cancellationToken);

    public async Task<string> LastWordsAsync(ZooSender sender, CancellationToken cancellationToken)
    {
        var result = await processes.RunAsync(new("docker", ["logs", "--tail", "5", NameOf(sender)]), cancellationToken);
        return string.Join(" / ", (result.Output + result.Errors).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
    }

    /// <summary>What Debian calls the versions of what it is made of: <c>postfix 3.10.13-0+deb13u1</c>.</summary>
    public async Task<string> SoftwareOfAsync(ZooSender sender, CancellationToken cancellationToken)
    {
        var result = await processes.RunAsync(
            new("docker", ["exec", NameOf(sender), "sh", "-c", "dpkg-query --show --showformat '${Package} ${Version}\\n' $(cat /sender/packages)"]), cancellationToken);
        return string.Join(", ", result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
    }

    /// <summary>Removes senders, by id; null: all that there are.</summary>
    /// <returns>Those that were there.</returns>
    public async Task<IReadOnlyList<string>> RemoveAsync(IReadOnlyCollection<string>? ids, CancellationToken cancellationToken)
    {
        var listed = await processes.RunOrFailAsync(
            new("docker", ["ps", "--all", "--filter", $"label={SenderLabel}", "--format", $"{{{{.Label \"{SenderLabel}\"}}}} {{{{.ID}}}}"]), cancellationToken);
        List<string[]> due = [.. listed.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')).Where(line => line.Length == 2 && (ids is null || ids.Contains(line[0])))];
        if (due.Count > 0)
        {
            await processes.RunAsync(new("docker", ["stop", "--time", $"{SecondsToStop}", .. due.Select(line => line[1])]), cancellationToken);
            await processes.RunOrFailAsync(new("docker", ["rm", "--force", "--volumes", .. due.Select(line => line[1])]), cancellationToken);
        }

        return [.. due.Select(line => line[0])];
    }
}
