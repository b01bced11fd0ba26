using System.Text.RegularExpressions;
using MtaStsAudit.Deployment.DigitalOcean;
using MtaStsAudit.Stack.Images;

namespace MtaStsAudit.Infra.Tests.Settings;

/// <summary>The settings as Pulumi.yaml declares them to the engine, beside the ones that the program reads.</summary>
public sealed partial class ProjectSettingsTests
{
    // The engine would hold each of them to be required.
    private static readonly string[] WithoutDefault =
        ["abuseContact", "adminSecret", "acmeProfile", "caaIssuer", "contact", "database", "hosts", "nameServers", "operatorCidrs", "operatorContact", "operatorName", "source", "sshPrivateKey"];

    private static readonly Dictionary<string, string> Required = new()
    {
        ["mta-sts-audit:domain"] = "example.com",
        ["mta-sts-audit:operatorCidrs"] = """["203.0.113.7/32"]""",
    };

    [Fact]
    public void What_the_engine_fills_in_is_what_the_program_takes_a_setting_to_be_that_is_left_out()
    {
        var declared = Declared();
        var filled = new Dictionary<string, string>(Required);
        foreach (var (name, fallback) in declared.Where(pair => pair.Value.Length > 0))
        {
            filled["mta-sts-audit:" + name] = fallback;
        }

        var (left, given) = (StackSettingsParser.Parse(Required), StackSettingsParser.Parse(filled));

        Assert.Empty(given.Faults);
        Assert.Equal($"{left.Settings}", $"{given.Settings}");
        Assert.Equal(Required.Keys.Except(["mta-sts-audit:operatorCidrs"]), declared.Where(pair => pair.Value.Length == 0).Select(pair => "mta-sts-audit:" + pair.Key).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_setting_is_declared_but_those_that_may_be_left_out_and_have_no_default()
    {
        // The program's own list, as it tells it to whoever misspells one.
        var (_, faults) = StackSettingsParser.Parse(new Dictionary<string, string>(Required) { ["mta-sts-audit:misspelt"] = "x" });
        var known = Assert.Single(faults).Split("allowed: ")[1].Split(", ");

        Assert.Equal(known.Except(WithoutDefault).Order(StringComparer.Ordinal), Declared().Keys.Order(StringComparer.Ordinal));
    }

    /// <summary>By a setting's name its default; empty where it has none.</summary>
    private static Dictionary<string, string> Declared()
    {
        var text = File.ReadAllText(Path.Combine(RepositoryRoot.Find(), "Pulumi.yaml"));
        return Setting().Matches(text[text.IndexOf("\nconfig:\n", StringComparison.Ordinal)..])
            .ToDictionary(match => match.Groups["name"].Value, match => match.Groups["default"].Value);
    }

    [GeneratedRegex("""^  (?<name>\w+):\n(?:    (?:default: (?<default>.+)|(?!default).*)\n)+""", RegexOptions.Multiline)]
    private static partial Regex Setting();
}
