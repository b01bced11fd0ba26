using System.Collections.Immutable;
using MtaStsAudit.Acme.Keys;
using MtaStsAudit.Acme.Tests.Rig;
using MtaStsAudit.Resources;
using Pulumi;
using Pulumi.Experimental;
using Pulumi.Testing;
using Pulumi.Utilities;

namespace MtaStsAudit.Acme.Tests.Resources;

/// <summary>What a Pulumi program declares, answered by the plugin itself.</summary>
public sealed class DeclaredResourcesTests
{
    [Fact]
    public async Task A_program_reads_what_the_plugin_made()
    {
        var outputs = await RunAsync(() =>
        {
            var certificate = new UntrustedCertificate("d", new UntrustedCertificateArgs
            {
                Names = { "mail-d.audit.example.com" },
                LifetimeDays = 30,
                RenewAfterFraction = 0.5,
            });
            var host = new SshHostKey("host");
            var user = new SshUserKey("user");
            var secret = new GeneratedSecret("admin");
            return new Dictionary<string, object?>
            {
                ["chain"] = certificate.FullChainPem,
                ["authority"] = certificate.CaCertificatePem,
                ["names"] = certificate.Names.Apply(names => string.Join(",", names)),
                ["host"] = host.PublicKey,
                ["user"] = user.PrivateKeyPem,
                ["admin"] = secret.Value,
            };
        });

        Assert.EndsWith((string)outputs["authority"]!, (string)outputs["chain"]!, StringComparison.Ordinal);
        Assert.Equal("mail-d.audit.example.com", outputs["names"]);
        Assert.StartsWith("ecdsa-sha2-nistp256 ", (string)outputs["host"]!, StringComparison.Ordinal);
        Assert.StartsWith("-----BEGIN EC PRIVATE KEY-----", (string)outputs["user"]!, StringComparison.Ordinal);
        Assert.Equal(43, ((string)outputs["admin"]!).Length);
    }

    [Fact]
    public async Task A_program_passes_every_input_under_the_name_that_the_plugin_reads()
    {
        var seen = new PluginMocks();
        await RunAsync(seen, () =>
        {
            _ = new AccountKey("account", new AccountKeyArgs { Directory = "https://acme.example/dir", Contact = "a@example.com" });
            _ = new Certificate("a", new CertificateArgs
            {
                Directory = "https://acme.example/dir",
                AccountKeyPem = P256Key.NewPem(),
                Names = { "a.example.com" },
                Zone = "example.com",
                DigitalOceanToken = "token",
                DigitalOceanEndpoint = "http://127.0.0.1:1",
                RenewAfterFraction = 0.5,
                RevokeOnDelete = true,
                AuthoritativeServers = { "127.0.0.1:53" },
                PropagationTimeoutSeconds = 10,
            });
            return [];
        });

        Assert.Empty(seen.Failures);
    }

    private static Task<IDictionary<string, object?>> RunAsync(Func<Dictionary<string, object?>> program) => RunAsync(new PluginMocks(), program);

    private static async Task<IDictionary<string, object?>> RunAsync(PluginMocks mocks, Func<Dictionary<string, object?>> program)
    {
        var (_, outputs) = await Deployment.TestAsync(mocks, new TestOptions { IsPreview = false }, () => (IDictionary<string, object?>)program());
        var known = new Dictionary<string, object?>();
        foreach (var (name, value) in outputs)
        {
            known[name] = await OutputUtilities.GetValueAsync((Output<string>)value!);
        }

        return known;
    }

    private sealed class PluginMocks : IMocks
    {
        private readonly PluginUnderTest plugin = new(new NoNetwork());

        public List<string> Failures { get; } = [];

        public Task<object> CallAsync(MockCallArgs args) => throw new NotSupportedException(args.Token);

        public async Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args)
        {
            var inputs = args.Inputs.ToImmutableDictionary(input => input.Key, input => Value(input.Value));
            Failures.AddRange((await plugin.FailuresAsync(args.Type!, inputs)).Select(failure => failure.Reason));
            if (args.Type is ProviderPackage.AccountKey or ProviderPackage.Certificate)
            {
                return ("made elsewhere", args.Inputs);
            }

            var resource = await plugin.CreateAsync(args.Type!, args.Name!, inputs);
            return (resource.Id, resource.Outputs.ToImmutableDictionary(output => output.Key, output => Plain(output.Value)));
        }

        private static PropertyValue Value(object value) =>
            value is ImmutableArray<object> items
                ? new PropertyValue([.. items.Select(item => new PropertyValue((string)item))])
                : Properties.Of(("value", value))["value"];

        private static object Plain(PropertyValue value) =>
            value.TryGetArray(out var items) ? items.Select(Plain).ToImmutableArray() : value.TryGetString(out var text) ? text : value;
    }
}
