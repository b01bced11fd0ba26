using MtaStsAudit.Audit.Commands;
using MtaStsAudit.Audit.Terminal;
using MtaStsAudit.Deployment.Local;
using MtaStsAudit.Model.Scenarios;
using MtaStsAudit.Model.Verdicts;

namespace MtaStsAudit.Audit.Local;

/// <summary>Brings the testbed up on this machine, as <c>audit local up</c> does, and waits until it has found itself as designed.</summary>
internal static class LocalUp
{
    /// <summary>Whether there is one on this machine, with a suite's scenarios.</summary>
    /// <remarks>By a client of its own: one whose connection failed before the network was there has that connection fail later once more.</remarks>
    public static async Task<bool> IsThereAsync(Suite suite, CommandEnvironment environment, CancellationToken cancellationToken)
    {
        using var api = environment.Api(LocalSite.Api);
        return (await api.TrySiteAsync(cancellationToken))?.ReceiversOf(suite.Name) is not null;
    }

    /// <param name="directory">Where its state is kept; null: in the project's folder.</param>
    /// <param name="talk">Where the steps are told.</param>
    /// <exception cref="CommandFault">This machine cannot have one, something failed, or it is not as designed.</exception>
    public static async Task RunAsync(string? directory, Suite suite, AuditRules rules, CommandEnvironment environment, TextWriter talk, CancellationToken cancellationToken)
    {
        HostPlatforms.DemandLinux(environment.Platform);
        var sources = TestbedSources.Find(environment.Directory);
        var steps = Consoles.StepsFor(talk, environment);
        await new LocalTestbed(sources, LocalVerbs.FolderOf(directory, environment), environment.Processes, environment.Time, steps)
            .UpAsync(suite, rules, cancellationToken);
        using var api = environment.Api(LocalSite.Api);
        await steps.StepAsync("Waiting until the testbed has checked itself", _ => new FirstSelfCheck(api, environment.Time).WaitAsync(cancellationToken));
    }
}
