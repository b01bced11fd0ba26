namespace MtaStsAudit.Acme;

/// <summary>How long to wait between two looks at the same thing: half a second at first, five in the long run.</summary>
internal sealed class PollInterval
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    private TimeSpan next = TimeSpan.FromMilliseconds(500);

    /// <param name="retryAfterSeconds">What the server asks for (RFC 8555 §7.4, §7.5.1); 0 when it does not.</param>
    public async Task WaitAsync(int retryAfterSeconds, TimeProvider clock, CancellationToken cancellation)
    {
        var asked = TimeSpan.FromSeconds(retryAfterSeconds);
        await Task.Delay(asked > next ? asked : next, clock, cancellation).ConfigureAwait(false);
        next = next * 2 < Longest ? next * 2 : Longest;
    }
}
