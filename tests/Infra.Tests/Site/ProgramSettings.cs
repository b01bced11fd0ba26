using System.Text.Json;

namespace MtaStsAudit.Infra.Tests.Site;

/// <summary>The settings of a stack, where the engine leaves them for the program: in its environment, until this is disposed of.</summary>
internal sealed class ProgramSettings : IDisposable
{
    private const string Variable = "PULUMI_CONFIG";

    private readonly string? before = Environment.GetEnvironmentVariable(Variable);

    /// <param name="settings">Beside the required ones.</param>
    public static ProgramSettings Of(params (string Name, string Value)[] settings)
    {
        var values = new Dictionary<string, string>
        {
            ["mta-sts-audit:domain"] = "example.com",
            ["mta-sts-audit:operatorCidrs"] = """["203.0.113.7/32"]""",
            ["digitalocean:token"] = SiteRun.Token,
        };
        foreach (var (name, value) in settings)
        {
            values["mta-sts-audit:" + name] = value;
        }

        var configured = new ProgramSettings();
        Environment.SetEnvironmentVariable(Variable, JsonSerializer.Serialize(values));
        return configured;
    }

    public void Dispose() => Environment.SetEnvironmentVariable(Variable, before);
}
