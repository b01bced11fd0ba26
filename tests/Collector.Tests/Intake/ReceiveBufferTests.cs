using FsCheck;
using FsCheck.Xunit;
using MtaStsAudit.Collector.Intake;

namespace MtaStsAudit.Collector.Tests.Intake;

public sealed class ReceiveBufferTests
{
    private const int Usual = 4 * 1024;

    [Property]
    public void What_came_waits_in_order_until_it_is_taken(PositiveInt seed)
    {
        var random = new Random(seed.Get);
        using var buffer = new ReceiveBuffer();
        byte next = 0, expected = 0;
        for (var round = 0; round < 40; round++)
        {
            var room = buffer.Room().Span;
            Assert.NotEqual(0, room.Length);
            var count = random.Next(room.Length + 1);
            foreach (ref var octet in room[..count])
            {
                octet = next++;
            }

            buffer.Came(count);
            var waiting = buffer.Waiting.Span;
            var taken = random.Next(3) == 0 ? waiting.Length : random.Next(waiting.Length + 1);
            foreach (var octet in waiting[..taken])
            {
                Assert.Equal(expected++, octet);
            }

            buffer.Keep(waiting.Length - taken);
        }
    }

    [Fact]
    public void It_grows_for_what_is_not_taken_and_is_small_again_when_nothing_waits()
    {
        using var buffer = new ReceiveBuffer();
        for (var came = 0; came < 100 * Usual; came += Usual)
        {
            buffer.Room().Span[..Usual].Fill(1);
            buffer.Came(Usual);
        }

        Assert.Equal(100 * Usual, buffer.Waiting.Length);
        buffer.Keep(0);
        Assert.Equal(Usual, buffer.Room().Length);
    }
}
