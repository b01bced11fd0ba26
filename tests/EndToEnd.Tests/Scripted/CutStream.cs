namespace MtaStsAudit.EndToEnd.Tests.Scripted;

/// <summary>How a client leaves within a TLS handshake.</summary>
/// <param name="Alert">The alert that it sends before (RFC 8446 §6); null: none.</param>
/// <param name="Resets">Whether it sends RST, or closes.</param>
internal sealed record HandshakeCut(byte? Alert, bool Resets);

/// <summary>A connection that lets the ClientHello out and nothing after it, so that a handshake ends when the server has shown its certificate.</summary>
internal sealed class CutStream(Stream inner, HandshakeCut cut) : Stream
{
    private bool hasGreeted;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => inner.ReadAsync(buffer, cancellationToken);

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (!hasGreeted)
        {
            hasGreeted = true;
            await inner.WriteAsync(buffer, cancellationToken);
            return;
        }

        if (cut.Alert is { } alert)
        {
            // A record of type alert(21), fatal(2). A server takes it unencrypted until the client has sent something encrypted.
            await inner.WriteAsync(new byte[] { 21, 3, 3, 0, 2, 2, alert }, cancellationToken);
        }

        throw new IOException("The script leaves within the handshake.");
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
