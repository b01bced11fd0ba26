using MtaStsAudit.Audit.Api;
using MtaStsAudit.Audit.Commands;
using MtaStsAudit.Audit.Runs;
using MtaStsAudit.Audit.Sending;
using MtaStsAudit.Audit.Terminal;
using MtaStsAudit.Deployment.Local;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Scenarios;
using MtaStsAudit.Model.Verdicts;

namespace MtaStsAudit.Audit.Zoo;

/// <summary>Audits senders of the zoo, all of them at the same time, as <c>audit run --send-via</c> audits one.</summary>
internal sealed class SenderAudits(SiteDescription site, Suite suite, TimeSpan timeout, CommandEnvironment environment)
{
    private const int SmtpPort = 25;

    /// <returns>Of each its report, or why there is none.</returns>
    public async Task<IReadOnlyList<(ZooSender Sender, AuditReport? Report, string? Fault)>> RunAsync(
        IReadOnlyList<ZooSender> senders, IStep step, CancellationToken cancellationToken)
    {
        var open = senders.ToHashSet();
        return await Task.WhenAll(senders.Select(async sender =>
        {
            var (report, fault) = await TryAsync(sender, cancellationToken);
            lock (open)
            {
                open.Remove(sender);
                step.Say($"{sender.Id}: {(report is null ? fault : Wording.Of(report))}");
                step.Detail(string.Join(", ", open.Select(one => one.Id)));
            }

            return (sender, report, fault);
        }));
    }

    private async Task<(AuditReport? Report, string? Fault)> TryAsync(ZooSender sender, CancellationToken cancellationToken)
    {
        try
        {
            return (await AuditAsync(sender, cancellationToken), null);
        }
        catch (CommandFault fault)
        {
            return (null, fault.Message.Split('\n')[0]);
        }
    }

    private async Task<AuditReport> AuditAsync(ZooSender sender, CancellationToken cancellationToken)
    {
        using var api = environment.Api(LocalSite.Api);
        var plan = new AuditPlan(AuditToken.New(), api.Address, site, timeout, MailsItself: true, Suite: suite.Name);
        var relay = new Relay($"{sender.Addresses.V4}", SmtpPort, ImplicitTls: false, User: null);
        var mailer = new RoundMailer(new PatientMailer(environment.Mailer(relay), environment.Time), plan, $"postmaster@{sender.Domain}", environment.Time);
        return await new AuditRun(api, plan, mailer, environment.Time).WatchAsync(_ => { }, cancellationToken);
    }
}
