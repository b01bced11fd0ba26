using System.Diagnostics;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using MtaStsAudit.Acme.Certificates;
using MtaStsAudit.Acme.Keys;

namespace MtaStsAudit.Acme.Tests.Rig;

/// <summary>Let's Encrypt's own test server and the DNS server it asks, as processes on loopback ports of their own.</summary>
internal sealed class PebbleServer : IAsyncDisposable
{
    public const string BlockedName = "blocked.example.com";

    private static readonly string[] Programs = ["pebble", "pebble-challtestsrv"];

    private readonly DirectoryInfo folder = System.IO.Directory.CreateTempSubdirectory("acme-tests-");
    private readonly List<Process> processes = [];
    private readonly int directoryPort = FreePort();
    private readonly int managementPort = FreePort();

    /// <summary>Why it cannot run here; null where it can.</summary>
    public static string? Missing =>
        Programs.Where(program => Which(program) is null).ToArray() is { Length: > 0 } absent
            ? $"{string.Join(" and ", absent)} not found on PATH (Debian's package pebble has both)"
            : null;

    public Uri Directory => new($"https://localhost:{directoryPort}/dir");

    public IPEndPoint Dns { get; } = new(IPAddress.Loopback, FreePort());

    public Uri DnsManagement => new($"http://127.0.0.1:{managementPort}");

    /// <summary>PEM of the authority that signed the server's own TLS certificate.</summary>
    public string TrustFile => Path.Combine(folder.FullName, "trust.pem");

    public static string? Which(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, program))
            .FirstOrDefault(File.Exists);

    /// <summary>A transport that trusts this server and nobody else over TLS.</summary>
    public SocketsHttpHandler Transport() =>
        new()
        {
            SslOptions = new SslClientAuthenticationOptions
            {
                CertificateChainPolicy = new X509ChainPolicy
                {
                    TrustMode = X509ChainTrustMode.CustomRootTrust,
                    CustomTrustStore = { X509CertificateLoader.LoadCertificateFromFile(TrustFile) },
                    RevocationMode = X509RevocationMode.NoCheck,
                },
            },
        };

    public async Task StartAsync(CancellationToken cancellation)
    {
        await WriteSettingsAsync(cancellation);
        Start("pebble-challtestsrv",
            "-dns01", Dns.ToString(), "-management", $"127.0.0.1:{managementPort}", "-http01", "", "-https01", "", "-tlsalpn01", "");
        Start("pebble", "-config", Path.Combine(folder.FullName, "pebble.json"), "-dnsserver", Dns.ToString());
        await AnswersAsync(directoryPort, cancellation);
        await AnswersAsync(managementPort, cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in processes)
        {
            process.Kill();
            await process.WaitForExitAsync();
            process.Dispose();
        }

        folder.Delete(recursive: true);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task WriteSettingsAsync(CancellationToken cancellation)
    {
        var now = DateTimeOffset.UtcNow;
        var key = P256Key.NewPem();
        var (certificate, authority) = OwnAuthority.New(now).Issue(["localhost"], key, TimeSpan.FromDays(2), now);
        await File.WriteAllTextAsync(TrustFile, authority.CertificatePem, cancellation);
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "tls.pem"), certificate.FullChainPem, cancellation);
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "tls.key"), key, cancellation);
        var settings = new
        {
            pebble = new
            {
                listenAddress = $"127.0.0.1:{directoryPort}",
                managementListenAddress = "",
                certificate = Path.Combine(folder.FullName, "tls.pem"),
                privateKey = Path.Combine(folder.FullName, "tls.key"),
                httpPort = 5002,
                tlsPort = 5001,
                ocspResponderURL = "",
                externalAccountBindingRequired = false,
                domainBlocklist = new[] { BlockedName },
            },
        };
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "pebble.json"), JsonSerializer.Serialize(settings), cancellation);
    }

    private void Start(string program, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(Which(program)!, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PEBBLE_VA_NOSLEEP"] = "1";

        // Every tenth nonce is refused, so that the retry is exercised; proofs are never remembered.
        start.Environment["PEBBLE_WFE_NONCEREJECT"] = "10";
        start.Environment["PEBBLE_AUTHZREUSE"] = "0";
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        processes.Add(process);
    }

    private async Task AnswersAsync(int port, CancellationToken cancellation)
    {
        while (true)
        {
            using var client = new TcpClient();
            try
            {
                await client.ConnectAsync(IPAddress.Loopback, port, cancellation);
                return;
            }
            catch (SocketException) when (processes.TrueForAll(process => !process.HasExited))
            {
                await Task.Delay(20, cancellation);
            }
        }
    }
}
