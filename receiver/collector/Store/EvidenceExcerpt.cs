using System.Collections;
using MtaStsAudit.Model.Evidence;

namespace MtaStsAudit.Collector.Store;

/// <summary>The records that answer a question, oldest first: all of them, or so many that nobody who floods the store is a burden to others.</summary>
/// <param name="notRead">How many more there are; of very many, at least so many.</param>
internal sealed class EvidenceExcerpt(IReadOnlyList<EvidenceRecord> records, int notRead = 0) : IReadOnlyList<EvidenceRecord>
{
    public static EvidenceExcerpt Empty { get; } = new([]);

    public int Count => records.Count;

    public int NotRead => notRead;

    public EvidenceRecord this[int index] => records[index];

    public IEnumerator<EvidenceRecord> GetEnumerator() => records.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
