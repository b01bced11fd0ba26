using MtaStsAudit.Model.Settings;
using MtaStsAudit.Collector.Milter;

namespace MtaStsAudit.Collector.Tests.Milter;

/// <summary>Whoever makes the receivers hold much text at a time takes nobody's evidence away.</summary>
public sealed class TextRoomTests
{
    private const string Recipient = MilterTalk.Token + "@a.audit.test";
    private const string Reports = "tlsrpt@a.audit.test";
    private const int BodyOctets = 30_000;

    private readonly TextRoom room = new(BodyOctets * 3 / 2);

    [Fact]
    public void A_message_without_room_for_its_text_is_evidence_all_the_same()
    {
        var holding = Begun(Recipient);

        var accept = Assert.IsType<MilterStep.Accept>(End(Begun(Recipient)));

        Assert.InRange(accept.Messages[0].Size, BodyOctets, BodyOctets + 1000);
        Assert.InRange(accept.Content.Length, 0, 1000);
        Assert.Equal(BodyOctets, Assert.IsType<MilterStep.Accept>(End(holding)).Content.Length, 1000.0);
    }

    [Fact]
    public void A_report_without_room_for_its_text_comes_again()
    {
        var holding = Begun(Recipient);
        var waiting = Begun(Reports);

        Assert.Same(MilterStep.PutOff, End(waiting));

        holding.End();
        Assert.IsType<MilterStep.Accept>(End(Begun(waiting, Reports)));
    }

    [Theory]
    [InlineData("answered")]
    [InlineData("aborted")]
    [InlineData("begun anew")]
    [InlineData("over")]
    public void Text_gives_its_room_back_however_its_message_ends(string how)
    {
        var session = Begun(Recipient);
        switch (how)
        {
            case "answered":
                End(session);
                session.Take(MilterTalk.Read(MilterTalk.Frame('A')));
                break;
            case "aborted":
                session.Take(MilterTalk.Read(MilterTalk.Frame('A')));
                break;
            case "begun anew":
                session.Take(MilterTalk.Read(MilterTalk.Text('M', "<x@sender.example>")));
                break;
            default:
                session.End();
                break;
        }

        Assert.True(room.TryTake(BodyOctets * 3 / 2));
    }

    [Fact]
    public void The_collector_has_room_for_a_report_of_the_largest_size() => Assert.True(TextRoom.Usual().TryTake(Limits.MessageOctets));

    private MilterSession Begun(string recipient)
    {
        var session = new MilterSession(room, DateTimeOffset.UnixEpoch);
        Feed(session, MilterTalk.Greeting());
        return Begun(session, recipient);
    }

    private static MilterSession Begun(MilterSession session, string recipient)
    {
        Feed(session, [.. MilterTalk.Message("4Q", recipient).SkipLast(2), MilterTalk.Frame('B', new byte[BodyOctets])]);
        return session;
    }

    private static MilterStep End(MilterSession session)
    {
        Feed(session, [MilterTalk.Macros('E', "i", "4Q")]);
        return session.Take(MilterTalk.Read(MilterTalk.Frame('E')));
    }

    private static void Feed(MilterSession session, IEnumerable<byte[]> frames)
    {
        foreach (var frame in frames)
        {
            session.Take(MilterTalk.Read(frame));
        }
    }
}
