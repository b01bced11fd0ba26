using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Names;

namespace MtaStsAudit.Collector.Store;

/// <summary>The append-only store of evidence.</summary>
internal interface IEvidenceStore
{
    /// <summary>
    /// Commits the observations together and returns them with their ids; when it returns, they survive a crash.
    /// A <see cref="SessionEnded"/> whose session id is already stored is not stored again and is left out of the answer.
    /// All who share a commit go on in turn, in one thread: who has more to do than to pass the answer on leaves it first.
    /// </summary>
    /// <param name="message">Header and body of an accepted message, kept for the administrator only.</param>
    /// <exception cref="EvidenceStoreException">Nothing was committed; the caller must not acknowledge what it saw.</exception>
    Task<IReadOnlyList<EvidenceRecord>> AppendAsync(
        IReadOnlyList<Observation> observations, ReadOnlyMemory<byte> message, CancellationToken cancellationToken);

    /// <summary>
    /// The messages of one audit, oldest first. Of very many, those of each network alike (<see cref="FairShare"/>): its oldest and its
    /// newest.
    /// </summary>
    Task<EvidenceExcerpt> MessagesAsync(AuditToken token, CancellationToken cancellationToken);

    /// <summary>
    /// What was seen of a sender between two times, oldest first: sessions, dialogues, messages and policy fetches whose client
    /// shares one of the keys (<see cref="SenderIdentity"/>). Of very many, those of each key alike: its oldest and its newest.
    /// </summary>
    /// <param name="except">An audit whose messages are left out, because they are read by themselves; null: none.</param>
    Task<EvidenceExcerpt> OfSenderAsync(
        IReadOnlyCollection<string> keys, DateTimeOffset from, DateTimeOffset until, AuditToken? except, CancellationToken cancellationToken);

    /// <summary>The policy fetches of a sender between two times, as <see cref="OfSenderAsync"/> finds them.</summary>
    Task<EvidenceExcerpt> FetchesOfSenderAsync(
        IReadOnlyCollection<string> keys, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken);

    /// <summary>The newest policy fetches and TLS reports, oldest of them first.</summary>
    /// <param name="longest">Longer ones are left out; characters of the stored form.</param>
    Task<IReadOnlyList<EvidenceRecord>> WithoutTokenAsync(int limit, int longest, CancellationToken cancellationToken);

    /// <summary>Header and body of a message; null when none is kept under that id.</summary>
    Task<ReadOnlyMemory<byte>?> MessageContentAsync(long evidenceId, CancellationToken cancellationToken);
}
