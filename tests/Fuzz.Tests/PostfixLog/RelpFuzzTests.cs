using System.Text;
using MtaStsAudit.Collector.Intake;
using MtaStsAudit.Collector.PostfixLog;
using MtaStsAudit.Fuzz.Tests.Fuzzing;

namespace MtaStsAudit.Fuzz.Tests.PostfixLog;

/// <summary>Whatever comes to the log port is cut into the same frames however it arrives.</summary>
public sealed class RelpFuzzTests(ITestOutputHelper output)
{
    [Fact]
    public void A_stream_of_any_octets_is_cut_into_the_same_frames_however_it_arrives() => new FuzzRun("relp", output)
    {
        Dictionary = ["1 open 0\n", "2 syslog ", "3 close 0\n", " ", "\n", "999999999", "16384", "16385", "+1", "-1", "1e1", " rsp 6 200 OK\n"],
    }.Try(250_000, octets =>
    {
        var whole = Frames(octets, 0);
        Assert.Equal(whole, Frames(octets, 1 + (octets.Length % 1000)));
        return string.Join('|', whole.Select(frame => frame.Split(' ')[0]).Take(20)).GetHashCode(StringComparison.Ordinal);
    });

    private static List<string> Frames(byte[] octets, int chop)
    {
        List<string> frames = [];
        var end = Pieces.Read<RelpFrame>(octets, chop, RelpFraming.TryRead, frame =>
        {
            Assert.InRange(frame.Transaction, 0, int.MaxValue);
            Assert.InRange(frame.Command.Length, 0, 60);
            Assert.InRange(frame.Data.Length, 0, RelpFraming.LargestData);
            var data = Encoding.UTF8.GetString(frame.Data.Span);
            AssertPrintedIsRead(frame, data);
            frames.Add($"{frame.Command} {frame.Transaction} {Convert.ToHexString(frame.Data.Span)}");
            return true;
        });
        return [.. frames, $"{end}"];
    }

    private static void AssertPrintedIsRead(RelpFrame frame, string data)
    {
        ReadOnlyMemory<byte> buffer = RelpFraming.Print(frame.Transaction, frame.Command, data);
        // Octets that are no UTF-8 may print longer than a frame can be.
        if (Encoding.UTF8.GetByteCount(data) <= RelpFraming.LargestData)
        {
            Assert.Equal(FrameStatus.Complete, RelpFraming.TryRead(ref buffer, out var again));
            Assert.Equal((frame.Transaction, frame.Command, data), (again.Transaction, again.Command, Encoding.UTF8.GetString(again.Data.Span)));
            Assert.Equal(0, buffer.Length);
        }
    }
}
