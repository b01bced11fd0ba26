using System.Text;
using FsCheck.Xunit;
using MtaStsAudit.Probes.Smtp;

namespace MtaStsAudit.Probes.Tests;

public sealed class SmtpReplyTests
{
    [Theory]
    [InlineData("250-mx.example\n250-SIZE 100\n250-starttls\n250 HELP", 250, true)]
    [InlineData("250 STARTTLS", 250, false)]
    [InlineData("250-mx\n250 STARTTLSX", 250, false)]
    [InlineData("220", 220, false)]
    public void A_reply_is_read_and_its_first_line_offers_nothing(string lines, int code, bool offers)
    {
        var reply = SmtpReply.Parse(lines.Split('\n')).Value!;

        Assert.Equal((code, offers), (reply.Code, reply.Offers("STARTTLS")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("SSH-2.0-x")]
    [InlineData("25")]
    [InlineData("2500 x")]
    [InlineData("150 x")]
    [InlineData("250-a\n251 b")]
    [InlineData("+50 x")]
    public void What_is_no_reply_is_refused(string lines) => Assert.False(SmtpReply.Parse(lines.Split('\n')).IsValid);

    [Property]
    public void Any_bytes_are_answered_without_an_exception_however_they_arrive(byte[] bytes, byte piece)
    {
        using var stream = new PiecemealStream([.. bytes, .. "\r\n250 end\r\n"u8], piece + 1);
        var reply = new SmtpDialogue(stream).ReadReplyAsync(TestContext.Current.CancellationToken).GetAwaiter().GetResult();
        Assert.True(reply.IsValid || reply.Error.Length > 0);
    }

    [Fact]
    public async Task A_line_without_end_is_read_to_the_limit_only()
    {
        using var stream = new PiecemealStream(Encoding.ASCII.GetBytes(new string('2', 1_000_000)), 1000);

        Assert.False((await new SmtpDialogue(stream).ReadReplyAsync(TestContext.Current.CancellationToken)).IsValid);
        Assert.InRange(stream.Position, 2048, 8192);
    }

    private sealed class PiecemealStream(byte[] octets, int piece) : MemoryStream(octets)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(piece, buffer.Length)], cancellationToken);
    }
}
