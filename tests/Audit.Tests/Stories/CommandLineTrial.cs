using System.Net;
using System.Text;
using MtaStsAudit.Audit.Api;
using MtaStsAudit.Audit.Commands;
using MtaStsAudit.Audit.Processes;
using MtaStsAudit.Audit.Sending;
using MtaStsAudit.Model.Tests.Verdicts;

namespace MtaStsAudit.Audit.Tests.Stories;

/// <summary>Runs the command line in a world of its own and keeps what it says.</summary>
internal sealed class CommandLineTrial
{
    private readonly StringBuilder output = new();
    private readonly StringBuilder error = new();

    public JumpingTime Time { get; } = new(AuditStory.Start);

    public HttpMessageHandler? Testbed { get; set; }

    public IMailer Mailer { get; init; } = new RecordingMailer();

    public IProcessRunner Processes { get; init; } = new ScriptedProcesses();

    public string Directory { get; init; } = Path.GetTempPath();

    public HostPlatform Platform { get; init; } = HostPlatform.Linux;

    /// <summary>Whether a mail server greets at an address.</summary>
    public Func<IPAddress, bool> Greets { get; init; } = _ => true;

    /// <summary>The variables of the environment that are read through it.</summary>
    public Dictionary<string, string> Variables { get; } = [];

    public string Output => output.ToString();

    public string Error => error.ToString();

    public Task<int> RunAsync(params string[] arguments) => RunAsync(TestContext.Current.CancellationToken, arguments);

    public async Task<int> RunAsync(CancellationToken cancellationToken, params string[] arguments)
    {
        await using var outputWriter = new StringWriter(output);
        await using var errorWriter = new StringWriter(error);
        var environment = new CommandEnvironment(
            outputWriter, errorWriter, IsTerminal: false, Directory, Time, address => new TestbedApi(address, Time, Testbed), _ => Mailer, Processes)
        {
            Platform = Platform,
            Greets = (address, _) => Task.FromResult(Greets(address)),
            Variable = Variables.GetValueOrDefault,
            Forms = address => new AuditForms(address, Testbed),
        };
        return await CommandLine.RunAsync(arguments, environment, cancellationToken);
    }
}
