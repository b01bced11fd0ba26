using System.Net.Security;
using System.Text;

namespace MtaStsAudit.Front.Tests.Running;

/// <summary>One side of an SMTP session: lines, replies, and TLS when it is told to.</summary>
internal sealed class LineTalk(Stream stream, Cut cut, CancellationToken cancellationToken)
{
    private readonly List<byte> ahead = [];
    private Stream stream = stream;

    public bool IsOverTls { get; private set; }

    /// <summary>What was read and not asked for yet.</summary>
    public string Ahead => Encoding.Latin1.GetString([.. ahead]);

    public async Task SendAsync(string text)
    {
        foreach (var piece in Cuts.Of(cut, Encoding.Latin1.GetBytes(text)))
        {
            await stream.WriteAsync(piece, cancellationToken);
        }
    }

    /// <returns>Null at the end.</returns>
    public async Task<string?> ReadLineAsync()
    {
        int end;
        while ((end = ahead.IndexOf((byte)'\n')) < 0)
        {
            if (!await FillAsync())
            {
                return null;
            }
        }

        return Take(end + 1).TrimEnd('\r', '\n');
    }

    public async Task<string> ReadAsync(int count)
    {
        while (ahead.Count < count && await FillAsync())
        {
        }

        return Take(Math.Min(count, ahead.Count));
    }

    /// <returns>Everything to the end of the connection.</returns>
    public async Task<string> ReadToEndAsync()
    {
        while (await FillAsync())
        {
        }

        return Take(ahead.Count);
    }

    /// <returns>The lines of one reply.</returns>
    public async Task<IReadOnlyList<string>> ReplyAsync()
    {
        List<string> lines = [];
        do
        {
            lines.Add(await ReadLineAsync() ?? throw new EndOfStreamException($"The connection ended behind '{string.Join('|', lines)}'."));
        }
        while (lines[^1] is [_, _, _, '-', ..]);
        return lines;
    }

    /// <summary>Sends a command and reads the reply.</summary>
    public async Task<IReadOnlyList<string>> AskAsync(string command)
    {
        await SendAsync($"{command}\r\n");
        return await ReplyAsync();
    }

    public async Task UpgradeAsync(SslServerAuthenticationOptions options)
    {
        var tls = new SslStream(stream);
        await tls.AuthenticateAsServerAsync(options, cancellationToken);
        (stream, IsOverTls) = (tls, true);
    }

    public async Task UpgradeAsync(SslClientAuthenticationOptions options)
    {
        var tls = new SslStream(stream, leaveInnerStreamOpen: true, (_, certificate, _, _) => certificate is not null);
        await tls.AuthenticateAsClientAsync(options, cancellationToken);
        (stream, IsOverTls) = (tls, true);
    }

    private async Task<bool> FillAsync()
    {
        var buffer = new byte[4096];
        var count = await stream.ReadAsync(buffer, cancellationToken);
        ahead.AddRange(buffer.AsSpan(0, count));
        return count > 0;
    }

    private string Take(int count)
    {
        var taken = Encoding.Latin1.GetString([.. ahead.Take(count)]);
        ahead.RemoveRange(0, count);
        return taken;
    }
}
