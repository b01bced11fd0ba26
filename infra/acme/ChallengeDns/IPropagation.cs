namespace MtaStsAudit.Acme.ChallengeDns;

/// <summary>Waits until an authority that asks any of the zone's servers would see the records.</summary>
internal interface IPropagation
{
    /// <exception cref="TimeoutException">Names the servers that do not know them.</exception>
    Task WaitAsync(IReadOnlyList<ChallengeRecord> records, CancellationToken cancellation);
}
