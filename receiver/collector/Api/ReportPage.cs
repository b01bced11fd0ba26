using System.Text.Json;
using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Verdicts;

namespace MtaStsAudit.Collector.Api;

/// <summary>A report with so much of its evidence as an answer is to hold. The export has all.</summary>
internal static class ReportPage
{
    /// <summary>The most records of one answer.</summary>
    public const int MostRecords = 200;

    /// <summary>The first and the last so many ids of an outcome are listed, and their records come with the first page.</summary>
    public const int MostIdsOfEachEnd = 10;

    // Senders may write kilobytes into a record.
    private const int MostOctets = 100 * 1024;

    // Names of a sender that the audit is not about.
    private const int MostNamesOfOthers = 10;

    /// <param name="before">Only records with lower ids, newest first chosen; null: those that decide, and the newest.</param>
    public static AuditReport Of(AuditReport report, long? before)
    {
        var room = new Room();
        var older = before is { } id ? report.Evidence.Where(record => record.Id < id) : report.Evidence;
        var newestFirst = older.Reverse().ToList();
        if (before is null && newestFirst.Count <= MostRecords && newestFirst.TrueForAll(record => room.Takes(record, MostOctets)))
        {
            return Capped(report, idsToo: false);
        }

        room = new Room();
        var cut = Capped(report, idsToo: true);
        if (before is null)
        {
            TakeDecisive(cut, report, room);
        }

        // Without a gap, so that the next page goes on after its oldest.
        var newest = newestFirst.TakeWhile(record => room.Takes(record, MostOctets)).Select(record => record.Id).ToList();
        var oldest = newest.Count > 0 ? newest[^1] : newestFirst.Count > 0 ? newestFirst[0].Id : 0;
        return cut with
        {
            Evidence = [.. report.Evidence.Where(record => room.Has(record.Id))],
            EvidenceLeftOut = report.Evidence.Count - room.Count,
            OlderEvidence = report.Evidence.Any(record => record.Id < oldest) ? $"/audits/{report.Token}?before={oldest}" : null,
        };
    }

    // In turn of each outcome one, so that one with large records leaves the others theirs.
    private static void TakeDecisive(AuditReport cut, AuditReport report, Room room)
    {
        var byId = report.Evidence.ToDictionary(record => record.Id);
        var ids = cut.Outcomes.SelectMany(outcome => outcome.Evidence.Select((id, turn) => (id, turn))).OrderBy(one => one.turn).Select(one => one.id);
        foreach (var id in ids)
        {
            if (byId.TryGetValue(id, out var record))
            {
                room.Takes(record, MostOctets / 2);
            }
        }
    }

    private static AuditReport Capped(AuditReport report, bool idsToo) => report with
    {
        Outcomes = idsToo ? [.. report.Outcomes.Select(Capped)] : report.Outcomes,
        Profile = idsToo && report.Profile is { } profile ? [.. profile.Select(result => result with { Evidence = Ends(result.Evidence) })] : report.Profile,
        OfferedTls = idsToo && report.OfferedTls is { } offers ? [.. offers.Select(offer => offer with { Evidence = Ends(offer.Evidence) })] : report.OfferedTls,
        OtherSenders = report.OtherSenders is { } others ? [.. others.Select(other => other with
        {
            Outcomes = [.. other.Outcomes.Select(Capped)],
            Sender = other.Sender with
            {
                Organisations = [.. other.Sender.Organisations.Take(MostNamesOfOthers)],
                HostNames = [.. other.Sender.HostNames.Take(MostNamesOfOthers)],
                Clients = [.. other.Sender.Clients.Take(MostNamesOfOthers)],
            },
        })] : null,
    };

    private static ReceiverOutcome Capped(ReceiverOutcome outcome)
    {
        var evidence = Ends(outcome.Evidence);
        var setAside = outcome.SetAside is { } ids ? Ends(ids) : null;
        return outcome with
        {
            Evidence = evidence,
            SetAside = setAside,
            IdsLeftOut = outcome.Evidence.Count - evidence.Count + (outcome.SetAside?.Count - setAside?.Count ?? 0),
        };
    }

    private static IReadOnlyList<long> Ends(IReadOnlyList<long> ids) =>
        ids.Count <= 2 * MostIdsOfEachEnd ? ids : [.. ids.Take(MostIdsOfEachEnd), .. ids.TakeLast(MostIdsOfEachEnd)];

    private sealed class Room
    {
        private readonly HashSet<long> taken = [];
        private int octets;

        public int Count => taken.Count;

        public bool Has(long id) => taken.Contains(id);

        /// <returns>Whether the record is in now; one that is already costs nothing.</returns>
        public bool Takes(EvidenceRecord record, int mostOctets)
        {
            if (taken.Contains(record.Id))
            {
                return true;
            }

            var size = JsonSerializer.SerializeToUtf8Bytes(record, EvidenceJson.Default.EvidenceRecord).Length;
            // However large, a page has one.
            if (taken.Count > 0 && (taken.Count >= MostRecords || octets + size > mostOctets))
            {
                return false;
            }

            octets += size;
            taken.Add(record.Id);
            return true;
        }
    }
}
