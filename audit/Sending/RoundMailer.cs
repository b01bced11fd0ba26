using MimeKit;
using MtaStsAudit.Audit.Api;
using MtaStsAudit.Audit.Commands;
using MtaStsAudit.Audit.Runs;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Scenarios;
using MtaStsAudit.Model.Verdicts;

namespace MtaStsAudit.Audit.Sending;

/// <summary>Mails both rounds of an audit: prime to all receivers, and probe to each as soon as it counts there.</summary>
/// <remarks>
/// A receiver that the sender meets late gets its probe late, and one that it never meets holds nobody up: the prime message is
/// still in the sender's queue then, and its retries are what there is to see.
/// </remarks>
internal sealed class RoundMailer(IMailer mailer, AuditPlan plan, string from, TimeProvider time)
{
    // Both rounds go through one mail server.
    private readonly string run = AuditHeaders.NewRun();
    private readonly HashSet<ReceiverName> probed = [];
    private readonly List<MimeMessage> putOff = [];
    private DateTimeOffset nextTry;

    private const int MostNamed = 8;

    // A server that greylists, or is busy, wants some time.
    private static readonly TimeSpan BetweenTries = TimeSpan.FromSeconds(30);

    /// <returns>What was done, in words.</returns>
    public async Task<string> PrimeAsync(CancellationToken cancellationToken)
    {
        var refused = await MailAsync("prime", plan.Receivers, cancellationToken);
        return refused.Count < plan.Receivers.Count || refused.Any(message => message.IsTransient)
            ? InWords("prime", plan.Receivers, refused)
            : throw new CommandFault($"The mail server takes none of the messages:\n{string.Join('\n', refused.Select(message => message.Words))}\nMay this machine send through it?");
    }

    /// <returns>What was done, in words; null when nothing was due.</returns>
    public async Task<string?> ProbeAsync(ReportAt at, CancellationToken cancellationToken)
    {
        if (putOff.Count > 0 && at.Now >= nextTry)
        {
            return await TryAgainAsync(cancellationToken);
        }

        var due = at.Report.Outcomes.Select(outcome => (outcome.Receiver, outcome.Primed))
            .Concat((at.Report.Profile ?? []).Select(result => (Receiver: result.Scenario, result.Primed)))
            .Where(met => IsDue(met.Receiver, met.Primed, at.Now)).Select(met => met.Receiver).ToHashSet();
        List<ReceiverDescription> receivers = [.. plan.Receivers.Where(receiver => due.Contains(receiver.Name))];
        if (receivers.Count == 0)
        {
            return null;
        }

        probed.UnionWith(due);
        return InWords("probe", receivers, await MailAsync("probe", receivers, cancellationToken));
    }

    private bool IsDue(ReceiverName receiver, DateTimeOffset? primed, DateTimeOffset now) =>
        !probed.Contains(receiver) && primed + TimeSpan.FromSeconds(plan.Site.SettleSeconds) <= now;

    private async Task<string> TryAgainAsync(CancellationToken cancellationToken)
    {
        List<MimeMessage> again = [.. putOff];
        putOff.Clear();
        var refused = await SendAsync(again, cancellationToken);
        var mailed = $"Mailed again what the mail server had put off: {again.Count - refused.Count} of {again.Count} taken.";
        return refused.Count == 0 ? mailed : $"{mailed} {Words(refused)}";
    }

    private Task<IReadOnlyList<RefusedMessage>> MailAsync(string round, IReadOnlyList<ReceiverDescription> receivers, CancellationToken cancellationToken) =>
        SendAsync([.. receivers.Select(receiver => RoundMessage.Compose(from, plan.AddressAt(receiver), round, plan.Token, run, time.GetUtcNow()))], cancellationToken);

    private async Task<IReadOnlyList<RefusedMessage>> SendAsync(IReadOnlyList<MimeMessage> messages, CancellationToken cancellationToken)
    {
        var refused = await mailer.SendAsync(messages, cancellationToken);
        putOff.AddRange(refused.Where(message => message.IsTransient).Select(message => message.Message));
        nextTry = time.GetUtcNow() + BetweenTries;
        return refused;
    }

    private static string InWords(string round, IReadOnlyList<ReceiverDescription> receivers, IReadOnlyList<RefusedMessage> refused)
    {
        var mailed = receivers.Count <= MostNamed
            ? $"Mailed the {round} round to {string.Join(", ", receivers.Select(receiver => receiver.Name))}."
            : $"Mailed the {round} round to {receivers.Count} addresses.";
        return refused.Count == 0 ? mailed : $"{mailed} {Words(refused)}";
    }

    private static string Words(IReadOnlyList<RefusedMessage> refused)
    {
        var words = string.Join("; ", refused.Select(message => message.Words));
        return refused.All(message => message.IsTransient)
            ? $"The mail server put off: {words}. They are tried again in {BetweenTries.TotalSeconds:0} s."
            : $"The mail server refused: {words}";
    }
}
