using System.Text.Json.Nodes;
using MtaStsAudit.Acme.Tests.Rig;
using MtaStsAudit.Infra.Tests.DigitalOceanApi;
using MtaStsAudit.Infra.Tests.Scripts;
using MtaStsAudit.Stack.Images;

namespace MtaStsAudit.Infra.Tests.Engine;

/// <summary>A stack of this repository's program in a state of its own, driven by the real engine.</summary>
internal sealed class PulumiProject(ApiStandIn standIn, PebbleServer pebble) : IDisposable
{
    private const string StackName = "engine-test";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("mta-sts-audit-state-");
    private readonly string root = RepositoryRoot.Find();

    public static string? Missing => PebbleServer.Which("pulumi") is null ? "needs the Pulumi CLI on PATH, and its plugins digitalocean and command; what the provider asks of the API is tested without it, in DigitalOceanApi/" : null;

    private string[] Up => ["up", "--stack", StackName, "--config-file", Settings, "--yes", "--skip-preview", "--suppress-progress"];

    private string Settings => Path.Combine(folder.FullName, "settings.yaml");

    public async Task CreateAsync()
    {
        // The program trusts the test CA as any machine trusts a CA of its own: through the bundle that OpenSSL and Go read.
        const string system = "/etc/ssl/certs/ca-certificates.crt";
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "trust.pem"), await File.ReadAllTextAsync(system) + await File.ReadAllTextAsync(pebble.TrustFile));
        await RunAsync("stack", "init", StackName);
        foreach (var (name, value) in new[]
        {
            ("mta-sts-audit:domain", "example.com"),
            ("mta-sts-audit:operatorCidrs", """["10.79.0.0/16"]"""),
            ("mta-sts-audit:layout", "compact"),
            ("mta-sts-audit:acmeDirectory", pebble.Directory.ToString()),
            ("mta-sts-audit:caaIssuer", "pebble.example"),
            ("mta-sts-audit:nameServers", $"""["{pebble.Dns}"]"""),
            ("digitalocean:apiEndpoint", standIn.Address.ToString()),
        })
        {
            await SetAsync(name, value);
        }
    }

    public Task<string> SetAsync(string name, string value) => RunAsync("config", "set", "--stack", StackName, "--config-file", Settings, name, value);

    public Task<string> UpAsync(params string[] more) => RunAsync([.. Up, .. more]);

    public Task<(int Code, string Text)> TryUpAsync() => TryAsync(Up);

    public Task<string> DestroyAsync() => RunAsync("destroy", "--stack", StackName, "--config-file", Settings, "--yes", "--skip-preview", "--suppress-progress");

    public async Task<JsonObject> OutputsAsync() =>
        JsonNode.Parse(await RunAsync("stack", "output", "--stack", StackName, "--json", "--show-secrets"))!.AsObject();

    public void Dispose() => folder.Delete(recursive: true);

    private async Task<(int Code, string Text)> TryAsync(params string[] arguments)
    {
        var (code, output, errors) = await Shell.RunAsync("pulumi", ["-C", root, "--non-interactive", .. arguments], environment: new Dictionary<string, string>
        {
            ["PULUMI_BACKEND_URL"] = $"file://{folder.FullName}",
            ["PULUMI_CONFIG_PASSPHRASE"] = "only for a test",
            ["PULUMI_SKIP_UPDATE_CHECK"] = "true",
            ["DIGITALOCEAN_TOKEN"] = ApiStandIn.Token,
            ["SSL_CERT_FILE"] = Path.Combine(folder.FullName, "trust.pem"),
        });
        return (code, output + errors);
    }

    private async Task<string> RunAsync(params string[] arguments)
    {
        var (code, text) = await TryAsync(arguments);
        Assert.True(code == 0, $"pulumi {string.Join(' ', arguments)}\n{text}");
        return text;
    }
}
