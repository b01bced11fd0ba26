using System.IO.Pipelines;
using System.Net.Sockets;

namespace MtaStsAudit.Collector.Intake;

/// <summary>A connection of a receiver's Postfix or rsyslog.</summary>
/// <param name="socket">Disposed of with the connection.</param>
/// <param name="stopping">The collector stops: read no more.</param>
internal sealed class IntakeConnection(Socket socket, CancellationToken stopping) : IAsyncDisposable
{
    // A piece of a body is 64 KiB as Postfix sends it; everything else comes at once.
    private static readonly StreamPipeReaderOptions Reading = new(bufferSize: 16 * 1024, minimumReadSize: 4 * 1024, leaveOpen: true);
    private static readonly StreamPipeWriterOptions Writing = new(leaveOpen: true);

    // The socket is closed below: a stream that owned it would shut it down first, which is a system call that changes nothing.
    private readonly NetworkStream stream = new(socket, ownsSocket: false);
    private PipeReader? input;
    private PipeWriter? output;

    public PipeReader Input => input ??= PipeReader.Create(stream, Reading);

    public PipeWriter Output => output ??= PipeWriter.Create(stream, Writing);

    public CancellationToken Stopping => stopping;

    /// <summary>Who it is, for the log.</summary>
    public override string ToString() => $"{socket.RemoteEndPoint}";

    /// <summary>What was written and not sent yet is sent, and then the peer is hung up on.</summary>
    public async ValueTask DisposeAsync()
    {
        using var closed = socket;
        try
        {
            await Output.CompleteAsync();
        }
        catch (IOException)
        {
            // The peer was faster.
        }

        await Input.CompleteAsync();
        await stream.DisposeAsync();
    }
}
