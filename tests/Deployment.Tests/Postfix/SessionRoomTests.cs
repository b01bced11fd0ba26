using MtaStsAudit.Model.Settings;
using MtaStsAudit.Deployment.Postfix;

namespace MtaStsAudit.Deployment.Tests.Postfix;

public sealed class SessionRoomTests
{
    [Theory]
    [InlineData(512, 6)]
    [InlineData(1024, 6)]
    [InlineData(2048, 6)]
    [InlineData(1024, 1)]
    [InlineData(8192, 6)]
    public void Sessions_fit_the_host_they_are_on(int memoryMiB, int receivers)
    {
        var room = SessionRoom.On(memoryMiB, receivers);

        Assert.InRange(room.Sessions, 20, 250);
        // Less than the smallest droplet has cannot be helped: an audit needs some sessions at a time.
        Assert.True(room.Sessions == 20 || room.Sessions * receivers * 4 <= memoryMiB - 384);
    }

    [Fact]
    public void More_memory_is_never_less_room() =>
        Assert.All(Enumerable.Range(1, 64), step => Assert.True(SessionRoom.On(step * 256, 6).Sessions <= SessionRoom.On((step + 1) * 256, 6).Sessions));

    [Theory]
    [InlineData(20)]
    [InlineData(100)]
    [InlineData(250)]
    public void No_client_can_have_all_sessions_and_every_client_can_have_some(int sessions) =>
        Assert.InRange(new SessionRoom(sessions).OfOneClient, 5, sessions / 4);

    [Theory]
    [InlineData(20)]
    [InlineData(250)]
    public void The_ceiling_holds_every_process_and_a_spool_that_is_full(int sessions)
    {
        var room = new SessionRoom(sessions);

        Assert.True(room.MemoryMiB > room.SpoolMiB + (sessions * 2));
        Assert.True(room.Processes > 2 * sessions);
        Assert.True(room.SpoolMiB * 1024 * 1024 >= 10 * Limits.MessageOctets);
    }
}
