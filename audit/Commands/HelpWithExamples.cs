using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace MtaStsAudit.Audit.Commands;

/// <summary>A verb whose help ends with examples and exit codes.</summary>
internal sealed class VerbWithExamples(string name, string description, string examples) : Command(name, description)
{
    public string Examples { get; } = examples;
}

/// <summary>The usual help, followed by what the verb adds.</summary>
internal sealed class HelpWithExamples(HelpAction usual) : SynchronousCommandLineAction
{
    private const string ExamplesOfAll = """
        Example:
          audit local up && audit run
        """;

    public override bool ClearsParseErrors => true;

    public static void AddTo(RootCommand root)
    {
        foreach (var option in root.Options.OfType<HelpOption>())
        {
            option.Action = new HelpWithExamples((HelpAction)option.Action!);
        }
    }

    public override int Invoke(ParseResult parseResult)
    {
        var code = usual.Invoke(parseResult);
        parseResult.InvocationConfiguration.Output.WriteLine(
            parseResult.CommandResult.Command is VerbWithExamples verb ? verb.Examples : ExamplesOfAll);
        return code;
    }
}
