using System.Diagnostics;

namespace MtaStsAudit.Infra.Tests.Scripts;

/// <summary>Runs programs of this machine.</summary>
internal static class Shell
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(8);

    /// <summary>Null when there is one; otherwise why the tests that need one are skipped.</summary>
    public static string? NoContainerEngine { get; } = RunAsync("docker", ["info"]).GetAwaiter().GetResult().Code == 0 ? null : "no container engine answers here";

    public static async Task<(int Code, string Output, string Errors)> RunAsync(
        string program, IEnumerable<string> arguments, string? input = null, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        using var limit = new CancellationTokenSource(Longest);
        try
        {
            using var process = Process.Start(start)!;
            var (output, errors) = (process.StandardOutput.ReadToEndAsync(limit.Token), process.StandardError.ReadToEndAsync(limit.Token));
            try
            {
                await process.StandardInput.WriteAsync(input.AsMemory(), limit.Token);
                process.StandardInput.Close();
            }
            catch (IOException)
            {
                // It ended without reading all; its code and its errors say why.
            }

            await process.WaitForExitAsync(limit.Token);
            return (process.ExitCode, await output, await errors);
        }
        catch (System.ComponentModel.Win32Exception missing)
        {
            return (127, "", missing.Message);
        }
    }

    /// <summary>What the program printed, without the last line's end.</summary>
    public static async Task<string> OutputOfAsync(string program, params string[] arguments)
    {
        var (code, output, errors) = await RunAsync(program, arguments);
        Assert.True(code == 0, $"{program} {string.Join(' ', arguments)}: {errors}");
        return output.TrimEnd();
    }
}
