using MtaStsAudit.Audit.Api;
using MtaStsAudit.Audit.Commands;
using MtaStsAudit.Audit.Sending;
using MtaStsAudit.Audit.Terminal;
using MtaStsAudit.Model.Scenarios;
using MtaStsAudit.Model.Verdicts;

namespace MtaStsAudit.Audit.Runs;

/// <summary>An audit that is watched and shown while it is under way.</summary>
internal static class ShownRun
{
    // Beyond the retry window nothing new is expected; the margin is for the messages' own way.
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(5);

    /// <summary>How long it is of use to watch.</summary>
    public static TimeSpan LongestUseful(SiteDescription site) => TimeSpan.FromSeconds(site.SettleSeconds + site.RetryWindowSeconds) + Margin;

    /// <param name="via">The mail server that both rounds are mailed through; null: the auditor mails.</param>
    /// <param name="from">The address that is mailed from; null: the relay's.</param>
    /// <param name="talk">Where it is shown.</param>
    /// <exception cref="CommandFault">The testbed lacks the suite, or the API or the mail server cannot be used.</exception>
    public static async Task<AuditReport> WatchAsync(
        TestbedApi api, AuditPlan plan, Relay? via, string? from, CommandEnvironment environment, TextWriter talk, CancellationToken cancellationToken)
    {
        if (plan.Site.ReceiversOf(plan.Suite) is null)
        {
            throw new CommandFault($"The testbed at {plan.Api} does not have suite {plan.Suite}; it has {string.Join(", ", plan.Site.Suites?.Keys ?? [Suite.Study.Name])}.");
        }

        var mailer = via is null ? null : new RoundMailer(environment.Mailer(via), plan, from ?? via.DefaultFrom, environment.Time);
        Introduction.Write(talk, plan);
        IRunScreen screen = environment.IsTerminal && ReferenceEquals(talk, environment.Out) ? new LiveScreen(Consoles.For(talk, isTerminal: true)) : new PlainScreen(talk);
        try
        {
            return await screen.WatchAsync(plan, show => new AuditRun(api, plan, mailer, environment.Time).WatchAsync(show, cancellationToken));
        }
        catch (OperationCanceledException)
        {
            await environment.Error.WriteLineAsync($"The audit goes on without this command: {plan.Page}\nTake it up again by: {plan.Resume}");
            throw;
        }
    }
}
