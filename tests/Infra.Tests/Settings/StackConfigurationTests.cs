using MtaStsAudit.Infra.Tests.Site;
using MtaStsAudit.Stack;
using MtaStsAudit.Stack.Images;
using MtaStsAudit.Stack.Settings;
using Pulumi.Testing;

namespace MtaStsAudit.Infra.Tests.Settings;

public sealed class StackConfigurationTests
{
    [Fact]
    public void Everything_that_is_wrong_is_told_at_once_and_the_token_s_absence_with_it()
    {
        var refusal = Assert.Throws<Pulumi.RunException>(() => StackConfiguration.Read(Only("""{ "mta-sts-audit:domain": "-", "mta-sts-audit:ttl": "1" }""")));

        Assert.Contains("mta-sts-audit:domain is '-", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("mta-sts-audit:ttl is '1'; allowed: 30 to 86400 seconds", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("mta-sts-audit:operatorCidrs is missing", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("digitalocean:token is missing", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_token_may_come_from_the_environment()
    {
        var read = StackConfiguration.Read(name => name switch
        {
            "PULUMI_CONFIG" => """{ "mta-sts-audit:domain": "example.com", "mta-sts-audit:operatorCidrs": "[\"203.0.113.7/32\"]" }""",
            "DIGITALOCEAN_TOKEN" => "from the environment",
            _ => null,
        });

        Assert.Equal("from the environment", read.Token);
        Assert.Equal(5, read.Placement.Hosts.Count);
    }

    [Fact]
    public async Task A_wrong_setting_fails_before_any_resource_is_touched()
    {
        var mocks = new SiteMocks();
        var before = Environment.GetEnvironmentVariable("PULUMI_CONFIG");
        Environment.SetEnvironmentVariable("PULUMI_CONFIG", """{ "mta-sts-audit:layout": "star" }""");
        try
        {
            var failed = await Assert.ThrowsAnyAsync<Exception>(() => Pulumi.Deployment.TestAsync(mocks, new TestOptions { IsPreview = false }, () => TestbedProgram.RunAsync(RepositoryRoot.Find(), "")));

            Assert.Contains("mta-sts-audit:layout is 'star'; allowed: compact, spread", failed.ToString(), StringComparison.Ordinal);
            Assert.DoesNotContain(mocks.Registered, resource => resource.Type != "pulumi:pulumi:Stack");
        }
        finally
        {
            Environment.SetEnvironmentVariable("PULUMI_CONFIG", before);
        }
    }

    private static Func<string, string?> Only(string config) => name => name == "PULUMI_CONFIG" ? config : null;
}
