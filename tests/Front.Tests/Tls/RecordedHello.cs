using System.Net.Security;

namespace MtaStsAudit.Front.Tests.Tls;

/// <summary>What .NET's TLS says first, over a connection on which no answer comes.</summary>
internal sealed class RecordedHello : Stream
{
    private readonly MemoryStream written = new();

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public static async Task<byte[]> OfAsync(SslClientAuthenticationOptions options)
    {
        using var recorded = new RecordedHello();
        using var tls = new SslStream(recorded);
        await Assert.ThrowsAnyAsync<IOException>(() => tls.AuthenticateAsClientAsync(options, TestContext.Current.CancellationToken));
        return recorded.written.ToArray();
    }

    public override int Read(byte[] buffer, int offset, int count) => 0;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => ValueTask.FromResult(0);

    public override void Write(byte[] buffer, int offset, int count) => written.Write(buffer, offset, count);

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => written.WriteAsync(buffer, cancellationToken);

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
