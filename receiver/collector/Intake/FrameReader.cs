using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;

namespace MtaStsAudit.Collector.Intake;

/// <summary>Takes the first frame off the buffer, when it is whole.</summary>
internal delegate FrameStatus TryReadFrame<T>(ref ReadOnlySequence<byte> buffer, out T frame);

/// <summary>Reads a connection frame by frame.</summary>
internal static class FrameReader
{
    /// <summary>The frames until the peer closes; a part of a frame at the end is left out.</summary>
    /// <exception cref="InvalidDataException">The peer does not speak the protocol.</exception>
    public static async IAsyncEnumerable<T> ReadFramesAsync<T>(
        this PipeReader input, TryReadFrame<T> tryRead, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await input.ReadAsync(cancellationToken);
            var buffer = read.Buffer;
            FrameStatus status;
            while ((status = tryRead(ref buffer, out var frame)) == FrameStatus.Complete)
            {
                yield return frame;
            }

            if (status == FrameStatus.Invalid)
            {
                throw new InvalidDataException("This is no frame of the protocol.");
            }

            input.AdvanceTo(buffer.Start, buffer.End);
            if (read.IsCompleted)
            {
                yield break;
            }
        }
    }
}
