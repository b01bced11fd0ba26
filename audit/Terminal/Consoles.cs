using MtaStsAudit.Audit.Commands;
using Spectre.Console;

namespace MtaStsAudit.Audit.Terminal;

/// <summary>Makes Spectre consoles for a writer.</summary>
internal static class Consoles
{
    // Lines of a file or a pipe are not folded: whoever searches them wants each whole.
    private const int Unfolded = 2000;

    /// <summary>Where steps are told: drawn in place on a screen, line by line elsewhere.</summary>
    public static ISteps StepsFor(TextWriter talk, CommandEnvironment environment) => environment.IsTerminal && ReferenceEquals(talk, environment.Out)
        ? new LiveSteps(For(talk, isTerminal: true), environment.Time)
        : new PlainSteps(talk);

    public static IAnsiConsole For(TextWriter writer, bool isTerminal)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = isTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = isTerminal ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = isTerminal ? InteractionSupport.Detect : InteractionSupport.No,
        });
        if (!isTerminal)
        {
            console.Profile.Width = Unfolded;
        }

        return console;
    }
}
