using System.Text;
using FsCheck;
using FsCheck.Xunit;
using MtaStsAudit.Collector.Intake;
using MtaStsAudit.Collector.Milter;
using MtaStsAudit.Collector.PostfixLog;
using MtaStsAudit.Collector.Tests.Milter;

namespace MtaStsAudit.Collector.Tests.Intake;

/// <summary>A frame is the same frame whether it comes whole, in pieces or octet by octet.</summary>
public sealed class FramingTests
{
    private static readonly byte[] Milter =
        [.. MilterTalk.Greeting().SelectMany(frame => frame), .. MilterTalk.Message("4Q", "x@a.audit.test").SelectMany(frame => frame)];

    // As rsyslog's librelp opens a connection.
    private static readonly byte[] Relp = Encoding.UTF8.GetBytes(
        "1 open 86 relp_version=0\nrelp_software=librelp,1.11.0,http://librelp.adiscon.com\ncommands=syslog\n2 syslog 5 <22>1\n3 close 0\n");

    [Property]
    public bool Milter_frames_do_not_depend_on_how_they_arrive(PositiveInt seed) =>
        ReadInPieces<MilterFrame>(Milter, seed.Get, MilterFraming.TryRead, Shown).SequenceEqual(ReadInPieces<MilterFrame>(Milter, 0, MilterFraming.TryRead, Shown));

    [Property]
    public bool RELP_frames_do_not_depend_on_how_they_arrive(PositiveInt seed) =>
        ReadInPieces<RelpFrame>(Relp, seed.Get, RelpFraming.TryRead, Shown).SequenceEqual(ReadInPieces<RelpFrame>(Relp, 0, RelpFraming.TryRead, Shown));

    [Fact]
    public void RELP_frames_are_read()
    {
        var frames = ReadInPieces<RelpFrame>(Relp, 0, RelpFraming.TryRead, Shown);

        Assert.Equal(["1 open 86", "2 syslog 5", "3 close 0"], frames.Select(frame => string.Join(' ', frame.Split(' ')[..3])));
        Assert.EndsWith(" <22>1", frames[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("x open 0\n")]
    [InlineData("-1 open 0\n")]
    [InlineData("1 open 99999999 x")]
    [InlineData("1 syslog 3 abcd\n")]
    [InlineData("GET / HTTP/1.1 and then nothing that would be a frame\r\n")]
    [InlineData("11111111111111111111111111111111111111111111111111111111111")]
    public void What_is_no_RELP_is_invalid(string text)
    {
        var buffer = new ReadOnlyMemory<byte>(Encoding.ASCII.GetBytes(text));

        Assert.Equal(FrameStatus.Invalid, RelpFraming.TryRead(ref buffer, out _));
    }

    [Theory]
    [InlineData(new byte[] { 0, 0, 0, 0, 1 }, true)]
    [InlineData(new byte[] { 0x7F, 0, 0, 0, 1 }, true)]
    [InlineData(new byte[] { 0xFF, 0, 0, 0, 1 }, true)]
    [InlineData(new byte[] { 0, 0, 0 }, false)]
    [InlineData(new byte[] { 0, 0, 0, 2, 1 }, false)]
    public void A_length_out_of_bounds_is_invalid_and_a_short_one_waits(byte[] octets, bool invalid)
    {
        var buffer = new ReadOnlyMemory<byte>(octets);

        Assert.Equal(invalid ? FrameStatus.Invalid : FrameStatus.Incomplete, MilterFraming.TryRead(ref buffer, out _));
    }

    [Property(MaxTest = 2000)]
    public void Any_octets_are_answered_without_an_exception(byte[] octets)
    {
        var buffer = new ReadOnlyMemory<byte>(octets);
        while (MilterFraming.TryRead(ref buffer, out _) == FrameStatus.Complete)
        {
        }

        buffer = octets;
        while (RelpFraming.TryRead(ref buffer, out _) == FrameStatus.Complete)
        {
        }
    }

    private static string Shown(MilterFrame frame) => $"{(char)frame.Command} {Convert.ToHexString(frame.Payload.Span)}";

    private static string Shown(RelpFrame frame) => $"{frame.Transaction} {frame.Command} {frame.Data.Length} {Encoding.UTF8.GetString(frame.Data.Span)}";

    /// <param name="seed">0: all at once.</param>
    private static List<string> ReadInPieces<T>(byte[] octets, int seed, TryReadFrame<T> tryRead, Func<T, string> shown)
    {
        var random = new Random(seed);
        var frames = new List<string>();
        var (taken, arrived) = (0, 0);
        while (arrived < octets.Length)
        {
            arrived = seed == 0 ? octets.Length : Math.Min(octets.Length, arrived + random.Next(1, 12));
            ReadOnlyMemory<byte> buffer = octets.AsMemory(taken, arrived - taken);
            while (tryRead(ref buffer, out var frame) == FrameStatus.Complete)
            {
                frames.Add(shown(frame));
            }

            taken = arrived - buffer.Length;
        }

        Assert.Equal(octets.Length, taken);
        return frames;
    }
}
