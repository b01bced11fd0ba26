namespace MtaStsAudit.Acme.ChallengeDns;

/// <summary>Where challenge records are published.</summary>
internal interface IChallengeRecords
{
    Task AddAsync(ChallengeRecord record, CancellationToken cancellation);

    /// <summary>Removes the record if it may exist: also after an addition that failed half way. Never touches another value.</summary>
    Task RemoveAsync(ChallengeRecord record, CancellationToken cancellation);
}
