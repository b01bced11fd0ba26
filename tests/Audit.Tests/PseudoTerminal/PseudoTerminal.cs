using System.Diagnostics;
using System.Text;

namespace MtaStsAudit.Audit.Tests.PseudoTerminal;

/// <summary>Runs the program itself in a pseudo-terminal, which script(1) of util-linux makes.</summary>
internal static class PseudoTerminal
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(90);

    /// <param name="until">Ends the program once this is on the screen; null: it is waited for.</param>
    /// <returns>What the terminal shows in the end.</returns>
    public static async Task<TerminalScreen> RunAsync(int columns, int rows, Func<TerminalScreen, bool>? until, params string[] arguments)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "audit.dll");
        var command = $"stty cols {columns} rows {rows}; exec dotnet {program} {string.Join(' ', arguments.Select(argument => $"'{argument}'"))}";
        var start = new ProcessStartInfo("script", ["--quiet", "--return", "--command", command, "/dev/null"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            StandardOutputEncoding = Encoding.UTF8,
            WorkingDirectory = AppContext.BaseDirectory,
        };
        start.Environment["TERM"] = "xterm-256color";
        start.Environment["LANG"] = "C.UTF-8";
        start.Environment.Remove("COLUMNS");
        start.Environment.Remove("LINES");
        using var process = Process.Start(start)!;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Longest);
        var screen = new TerminalScreen(columns, rows);
        try
        {
            var buffer = new char[4096];
            while (await process.StandardOutput.ReadAsync(buffer, patience.Token) is var count and > 0)
            {
                screen.Write(new string(buffer, 0, count));
                if (until?.Invoke(screen) == true)
                {
                    break;
                }
            }
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }

        return screen;
    }
}
