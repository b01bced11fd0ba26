using MtaStsAudit.Audit.Api;
using MtaStsAudit.Audit.Processes;
using MtaStsAudit.Audit.Sending;

namespace MtaStsAudit.Audit.Commands;

/// <summary>What the command line meets outside itself.</summary>
/// <param name="IsTerminal">Whether <paramref name="Out"/> is a screen that somebody watches.</param>
internal sealed record CommandEnvironment(
    TextWriter Out,
    TextWriter Error,
    bool IsTerminal,
    string Directory,
    TimeProvider Time,
    Func<Uri, TestbedApi> Api,
    Func<Relay, IMailer> Mailer,
    IProcessRunner Processes)
{
    public static CommandEnvironment Real() => new(
        Console.Out,
        Console.Error,
        // A dumb terminal moves no cursor: it gets lines.
        !Console.IsOutputRedirected && Environment.GetEnvironmentVariable("TERM") is not "dumb",
        Environment.CurrentDirectory,
        TimeProvider.System,
        address => new TestbedApi(address, TimeProvider.System),
        relay => new SmtpRelay(relay, Environment.GetEnvironmentVariable(SmtpRelay.PasswordVariable)),
        new ProcessRunner());
}
