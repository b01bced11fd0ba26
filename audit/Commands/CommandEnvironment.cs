using System.Net;
using MtaStsAudit.Audit.Api;
using MtaStsAudit.Audit.Processes;
using MtaStsAudit.Audit.Sending;
using MtaStsAudit.Audit.Zoo;

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
    public HostPlatform Platform { get; init; } = HostPlatforms.Current;

    public Func<Uri, AuditForms> Forms { get; init; } = address => new AuditForms(address);

    /// <summary>A variable of the environment; null where it is not set, or to nothing.</summary>
    public Func<string, string?> Variable { get; init; } = name => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;

    /// <summary>Whether a mail server greets at an address.</summary>
    public Func<IPAddress, CancellationToken, Task<bool>> Greets { get; init; } = Greeting.IsHeardAsync;

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
