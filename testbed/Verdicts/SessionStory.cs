using MtaStsAudit.Testbed.Evidence;
using MtaStsAudit.Testbed.Names;

namespace MtaStsAudit.Testbed.Verdicts;

/// <summary>What one connection did, put together from the records that its sources committed.</summary>
/// <param name="Records">The ids of those records.</param>
/// <param name="At">When the first of them was seen.</param>
/// <param name="HeloNames">What the client called itself, without repetition.</param>
/// <param name="Message">The message that it brought; null when it brought none.</param>
/// <param name="End">How it ended; null while the log has not told.</param>
public sealed record SessionStory(
    IReadOnlyList<long> Records,
    DateTimeOffset At,
    ReceiverLetter Receiver,
    SmtpClient Client,
    IReadOnlyList<string> HeloNames,
    TlsParameters? Tls,
    MessageAccepted? Message,
    SessionEnded? End)
{
    /// <summary>The connections that an outcome of a report rests on, in the order of their records.</summary>
    public static IReadOnlyList<SessionStory> Behind(ReceiverOutcome outcome, AuditReport report)
    {
        var ids = outcome.Evidence.ToHashSet();
        return
        [
            .. report.Evidence
                .Where(record => ids.Contains(record.Id) && record.What is SmtpObservation)
                .OrderBy(record => record.Id)
                .GroupBy(record => (((SmtpObservation)record.What).Client.Address, ((SmtpObservation)record.What).Client.Port))
                .Select(connection => Of([.. connection])),
        ];
    }

    private static SessionStory Of(List<EvidenceRecord> records)
    {
        var first = (SmtpObservation)records[0].What;
        var message = records.Select(record => record.What).OfType<MessageAccepted>().FirstOrDefault();
        var heard = records.Select(record => record.What).OfType<SessionHeard>().FirstOrDefault();
        var end = records.Select(record => record.What).OfType<SessionEnded>().FirstOrDefault();
        IEnumerable<string> names = heard?.HeloNames ?? (message?.HeloName is { } name ? [name] : []);
        return new(
            [.. records.Select(record => record.Id)],
            records.Min(record => record.At),
            first.Receiver,
            records.Select(record => ((SmtpObservation)record.What).Client).FirstOrDefault(client => client.VerifiedHostName is not null) ?? first.Client,
            [.. names.Distinct()],
            message?.Tls ?? end?.Tls ?? heard?.Tls,
            message,
            end);
    }
}
