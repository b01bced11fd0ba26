namespace MtaStsAudit.Collector.Milter;

/// <summary>
/// The memory for the texts of all messages that are being received. Whoever opens many sessions and stays within the data of a
/// message could otherwise have the collector hold them all: with six receivers, 250 sessions each, 400 MiB and more.
/// </summary>
internal sealed class TextRoom(long octets)
{
    private long left = octets;

    /// <summary>Room for some hundred messages at a time, each with as much text as is kept.</summary>
    public static TextRoom Usual() => new(64 * 1024 * 1024);

    public bool TryTake(int wanted)
    {
        if (Interlocked.Add(ref left, -wanted) >= 0)
        {
            return true;
        }

        Interlocked.Add(ref left, wanted);
        return false;
    }

    public void GiveBack(int taken) => Interlocked.Add(ref left, taken);
}
