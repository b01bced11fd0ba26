using MtaStsAudit.Collector.Intake;

namespace MtaStsAudit.Fuzz.Tests.Fuzzing;

/// <summary>Hands a stream to a frame reader as a connection would: in pieces of any size.</summary>
internal static class Pieces
{
    /// <param name="chop">0: all at once.</param>
    /// <returns>Whether the stream stayed valid to its end, or to where the taker had enough.</returns>
    public static FrameStatus Read<T>(byte[] stream, int chop, TryReadFrame<T> tryRead, Func<T, bool> take)
    {
        var random = new Random(chop);
        var (taken, arrived) = (0, 0);
        do
        {
            arrived = chop == 0 ? stream.Length : Math.Min(stream.Length, arrived + 1 + random.Next(random.Next(4) == 0 ? 700 : 9));
            ReadOnlyMemory<byte> buffer = stream.AsMemory(taken, arrived - taken);
            FrameStatus status;
            while ((status = tryRead(ref buffer, out var frame)) == FrameStatus.Complete)
            {
                if (!take(frame))
                {
                    return FrameStatus.Complete;
                }
            }

            if (status == FrameStatus.Invalid)
            {
                return status;
            }

            taken = arrived - buffer.Length;
        }
        while (arrived < stream.Length);
        return FrameStatus.Incomplete;
    }
}
