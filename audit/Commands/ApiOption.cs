using System.CommandLine;
using System.CommandLine.Parsing;
using MtaStsAudit.Deployment.Local;

namespace MtaStsAudit.Audit.Commands;

/// <summary>The option <c>--api</c>, which several verbs have.</summary>
internal static class ApiOption
{
    public const string Variable = "AUDIT_API";

    public static Option<Uri> Create() => new("--api")
    {
        Description = $"The API of the testbed (default: {Variable} of the environment, else the local one's).",
        HelpName = "URL",
        DefaultValueFactory = Usual,
        CustomParser = ArgumentParsers.HttpAddress!,
    };

    private static Uri Usual(ArgumentResult result)
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { Length: > 0 } given)
        {
            return LocalSite.Api;
        }

        if (ArgumentParsers.TryHttpAddress(given, out var address))
        {
            return address;
        }

        result.AddError($"{Variable} is '{given}'; allowed: {ArgumentParsers.HttpAddresses}.");
        return LocalSite.Api;
    }
}
