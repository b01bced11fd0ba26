namespace MtaStsAudit.Acme;

/// <summary>How long to wait between two questions about the same thing: half a second at first, five in the long run.</summary>
internal sealed class PollInterval
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    private TimeSpan next = TimeSpan.FromMilliseconds(500);

    /// <param name="asked">What the server asks for; null when it leaves it to us.</param>
    public async Task WaitAsync(TimeSpan? asked, TimeProvider clock, CancellationToken cancellation)
    {
        await Task.Delay(asked > next ? asked.Value : next, clock, cancellation).ConfigureAwait(false);
        next = next * 2 < Longest ? next * 2 : Longest;
    }
}
