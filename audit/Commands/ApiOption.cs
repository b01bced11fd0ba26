using System.CommandLine;
using MtaStsAudit.Deployment.Local;

namespace MtaStsAudit.Audit.Commands;

/// <summary>The option <c>--api</c>, which several verbs have.</summary>
internal static class ApiOption
{
    public static Option<Uri> Create() => new("--api")
    {
        Description = "The API of the testbed (default: the local one's).",
        HelpName = "URL",
        DefaultValueFactory = _ => LocalSite.Api,
        CustomParser = ArgumentParsers.HttpAddress!,
    };
}
