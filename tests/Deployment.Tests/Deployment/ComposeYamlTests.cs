using MtaStsAudit.Deployment.Bundles;
using MtaStsAudit.Deployment.Compose;

namespace MtaStsAudit.Deployment.Tests.Deployment;

/// <summary>docker-compose 1.29 reads YAML 1.1, compose v2 YAML 1.2: a text has to be one to both.</summary>
public sealed class ComposeYamlTests
{
    [Theory]
    [InlineData("1234567812345678")]
    [InlineData("12345678e1234567")]
    [InlineData("0x12")]
    [InlineData("on")]
    [InlineData("no")]
    [InlineData("true")]
    [InlineData("null")]
    [InlineData("~")]
    [InlineData("1.5")]
    public void A_text_that_YAML_takes_for_something_else_is_quoted(string text) =>
        Assert.Contains($"\n      mta-sts-audit.settings: \"{text}\"\n", Print(text), StringComparison.Ordinal);

    [Fact]
    public void Every_service_is_contained_and_says_nothing_of_what_it_does_not_need()
    {
        var text = Print("0123456789abcdef");

        Assert.Contains("\n    restart: unless-stopped\n    read_only: true\n    cap_drop:\n      - ALL\n    security_opt:\n      - no-new-privileges:true\n", text, StringComparison.Ordinal);
        Assert.Contains("\n      options:\n        max-size: \"10m\"\n        max-file: \"3\"\n", text, StringComparison.Ordinal);
        Assert.Contains("\n    mem_limit: \"128m\"\n    memswap_limit: \"128m\"\n    pids_limit: 64\n    cpu_shares: 512\n    ulimits:\n      core: 0\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("cap_add", text, StringComparison.Ordinal);
        Assert.DoesNotContain("hostname", text, StringComparison.Ordinal);
        Assert.DoesNotContain("networks", text, StringComparison.Ordinal);
        Assert.DoesNotContain("limits:\n      memory", text, StringComparison.Ordinal);
    }

    // It goes to droplets, and a deployment is one text wherever it is printed.
    [Fact]
    public void Lines_end_in_LF_and_long_ones_are_not_folded()
    {
        var text = Print(string.Join(' ', Enumerable.Repeat("10.78.2.1/16", 100)));

        Assert.DoesNotContain('\r', text);
        Assert.Contains(text.Split('\n'), line => line.Length > 1200);
    }

    private static string Print(string label) => ComposeYaml.Print(new()
    {
        Services = new Dictionary<string, ComposeService>
        {
            ["one"] = new()
            {
                Image = "mta-sts-audit/one",
                Build = new("./images/one"),
                Tmpfs = ["/tmp:size=16m"],
                Limits = ContainerLimits.Front,
                Volumes = ["./one:/etc/one:ro"],
                Labels = new Dictionary<string, string> { ["mta-sts-audit.settings"] = label },
            },
        },
    });
}
