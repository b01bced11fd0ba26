using System.CommandLine;
using MtaStsAudit.Model.Scenarios;

namespace MtaStsAudit.Audit.Commands;

/// <summary>The option <c>--suite</c>.</summary>
internal static class SuiteOption
{
    /// <param name="description">What the suite is for, without a full stop.</param>
    public static Option<Suite?> Create(string description, Suite fallback)
    {
        var option = new Option<Suite?>("--suite")
        {
            Description = $"{description}: {string.Join(", ", Suite.All.Select(suite => $"{suite.Name} ({suite.Scenarios.Count})"))} (default: {fallback.Name}).",
            HelpName = "NAME",
            DefaultValueFactory = _ => fallback,
            CustomParser = ArgumentParsers.SuiteName,
        };
        option.CompletionSources.Add([.. Suite.All.Select(suite => suite.Name)]);
        return option;
    }
}
