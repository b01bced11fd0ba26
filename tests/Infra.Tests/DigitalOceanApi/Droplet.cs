using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using MtaStsAudit.Infra.Tests.Scripts;

namespace MtaStsAudit.Infra.Tests.DigitalOceanApi;

/// <summary>
/// A droplet: a real SSH server on an address of this machine's loopback interface, with the host key of its user data. What is run
/// there runs here, in a folder and a compose project of the droplet's own. It is set up from the beginning, as cloud-init says.
/// </summary>
internal sealed class Droplet : IAsyncDisposable
{
    private const int FurtherIPv6Addresses = 15;
    private static readonly TimeSpan StartsWithin = TimeSpan.FromSeconds(20);

    private DirectoryInfo? folder;
    private Process? server;

    /// <summary>One that is an entry of the API and nothing else.</summary>
    public Droplet(int id, JsonObject sent) => (Id, Sent, Name) = (id, sent, (string)sent["name"]!);

    public int Id { get; }

    public JsonObject Sent { get; }

    public string Name { get; set; }

    /// <summary>In the API's words.</summary>
    public string Status { get; set; } = "new";

    public IReadOnlyList<string> Tags => [.. (Sent["tags"] as JsonArray ?? []).Select(tag => (string)tag!)];

    /// <summary>Whether there is a server, at addresses of this machine.</summary>
    public bool IsBooted => folder is not null;

    public string IPv4 => $"10.79.0.{Id}";

    public string Anchor => $"10.79.1.{Id}";

    public string Private => $"10.79.16.{Id}";

    public string IPv6 => $"fd79::{Id:x}:1";

    /// <summary>Where it keeps what a droplet keeps in its file system.</summary>
    public string Home => folder!.FullName;

    public string ComposeProject => $"mta-sts-audit-droplet-{Id}";

    public static async Task<Droplet> StartAsync(int id, JsonObject sent, IReadOnlyList<string> authorizedKeys)
    {
        var droplet = new Droplet(id, sent) { folder = Directory.CreateTempSubdirectory("mta-sts-audit-droplet-") };
        try
        {
            await droplet.AddressesAsync("replace");
            await droplet.ServeAsync(authorizedKeys);
            return droplet;
        }
        catch
        {
            await droplet.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (folder is null)
        {
            return;
        }

        if (server is not null)
        {
            server.Kill(entireProcessTree: true);
            await server.WaitForExitAsync();
            server.Dispose();
        }

        foreach (var (list, remove) in new (string[], string[])[] { (["ps", "-aq"], ["rm", "-f"]), (["volume", "ls", "-q"], ["volume", "rm", "-f"]) })
        {
            var (_, ids, _) = await Shell.RunAsync("docker", [.. list, "--filter", $"label=com.docker.compose.project={ComposeProject}"]);
            if (ids.Trim().Length > 0)
            {
                await Shell.RunAsync("docker", [.. remove, .. ids.Split('\n', StringSplitOptions.RemoveEmptyEntries)]);
            }
        }

        await AddressesAsync("delete");
        folder.Delete(recursive: true);
        folder = null;
    }

    // A droplet's boot script does the same with its further IPv6 addresses.
    private async Task AddressesAsync(string action)
    {
        var addresses = new[] { $"{IPv4}/32", $"{Anchor}/32", $"{Private}/32" }
            .Concat(Enumerable.Range(1, FurtherIPv6Addresses).Select(number => $"fd79::{Id:x}:{number:x}/128"));
        foreach (var address in addresses)
        {
            await Shell.RunAsync("ip", ["address", action, address, "dev", "lo", .. address.Contains(':', StringComparison.Ordinal) && action == "replace" ? new[] { "nodad" } : []]);
        }
    }

    private async Task ServeAsync(IReadOnlyList<string> authorizedKeys)
    {
        const string head = "#cloud-config\n";
        var userData = (string?)Sent["user_data"] ?? "";
        if (!userData.StartsWith(head, StringComparison.Ordinal))
        {
            throw ApiFault.Unprocessable("user_data of a droplet here has to be #cloud-config with a host key");
        }

        var home = Home;
        using var config = JsonDocument.Parse(userData[head.Length..]);
        Write("host_key", config.RootElement.GetProperty("ssh_keys").GetProperty("ecdsa_private").GetString()!, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Write("authorized_keys", string.Join('\n', authorizedKeys) + "\n", UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Write("notes/anchor", Anchor + "\n", UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Write("bin/cloud-init", "#!/bin/sh\necho status: done\n", UnixFileMode.UserRead | UnixFileMode.UserExecute);
        Write("sshd_config", $"""
            ListenAddress {IPv4}:22
            HostKey {home}/host_key
            AuthorizedKeysFile {home}/authorized_keys
            PidFile none
            StrictModes no
            UsePAM no
            PermitRootLogin prohibit-password
            PasswordAuthentication no
            Subsystem sftp internal-sftp -d {home}
            SetEnv PATH={home}/bin:{Environment.GetEnvironmentVariable("PATH")} MTA_STS_AUDIT_ROOT={home}/root MTA_STS_AUDIT_PROJECT={ComposeProject} MTA_STS_AUDIT_NOTES={home}/notes MTA_STS_AUDIT_SYSCTL={home}/sysctl.conf MTA_STS_AUDIT_UPLOADS={home}/mta-sts-audit DEBIAN_MIRROR=http://deb.debian.org

            """, UnixFileMode.UserRead);
        Directory.CreateDirectory("/run/sshd");
        server = Process.Start(new ProcessStartInfo("/usr/sbin/sshd", ["-D", "-f", $"{home}/sshd_config", "-E", $"{home}/sshd.log"]))!;
        await ListeningAsync($"{home}/sshd.log");
    }

    private async Task ListeningAsync(string log)
    {
        var since = Stopwatch.StartNew();
        while (true)
        {
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                await socket.ConnectAsync(IPAddress.Parse(IPv4), 22);
                return;
            }
            catch (SocketException) when (since.Elapsed < StartsWithin && !server!.HasExited)
            {
                await Task.Yield();
            }
            catch (SocketException)
            {
                throw new InvalidOperationException($"The SSH server did not start: {File.ReadAllText(log)}");
            }
        }
    }

    private void Write(string name, string content, UnixFileMode mode)
    {
        var path = Path.Combine(folder!.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
        File.SetUnixFileMode(path, mode);
    }
}
