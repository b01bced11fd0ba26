using System.Buffers;
using MtaStsAudit.Front.Faults;
using MtaStsAudit.Front.Tls;

namespace MtaStsAudit.Front.Smtp;

/// <summary>
/// What a client and Postfix say to each other, with one fault between them. No I/O: it is fed the octets of each side, cut in any
/// way, and says what goes to which. A command waits until the one before it is answered, so that the front's own replies come in
/// their place also when commands are pipelined (RFC 2920 §3.1); what is not taken is to be fed again with what follows it.
/// </summary>
internal sealed class SmtpDialogue(FaultyChannel channel)
{
    /// <summary>In octets, with its end; RFC 5321 §4.5.3.1.4 has 512 for a command line, and extensions add to that.</summary>
    public const int LongestLine = 4 * 1024;

    /// <summary>In octets, all its lines together.</summary>
    public const int LongestReply = 8 * 1024;

    private Phase phase = Phase.Commands;

    // The greeting answers nothing.
    private bool awaitsReply = true;
    private SmtpVerb awaited = SmtpVerb.Other;
    private EndOfContent endOfContent;
    private long chunkLeft;

    private enum Phase
    {
        Commands,
        Content,
        Chunk,
        Tls,
        ClientHello,
        Ended,
    }

    /// <summary>The ClientHello, once STARTTLS was answered 220.</summary>
    public ClientHelloWatch Hello { get; } = new();

    /// <summary>Null: it goes on.</summary>
    public DialogueEnding? Ending { get; private set; }

    /// <summary>Whether the client's next octets would be taken.</summary>
    public bool HearsClient => phase != Phase.Commands || !awaitsReply;

    public bool AwaitsClientHello => phase is Phase.Tls or Phase.ClientHello && !Hello.IsOver;

    /// <returns>How many of the octets were taken.</returns>
    public int FromClient(ReadOnlySpan<byte> octets, Outgoing outgoing)
    {
        var taken = 0;
        // The front's own replies are longer than what they answer: they go out before there are too many.
        while (taken < octets.Length && HearsClient && outgoing.ToClient.WrittenCount < LongestReply)
        {
            var rest = octets[taken..];
            var length = phase switch
            {
                Phase.Commands => TakeCommand(rest, outgoing),
                Phase.Content => TakeContent(rest, outgoing),
                Phase.Chunk => TakeChunk(rest, outgoing),
                Phase.Tls => TakeTls(rest, outgoing),
                Phase.ClientHello => TakeClientHello(rest, outgoing),
                Phase.Ended => TakeAfterTheEnd(rest),
            };
            if (length == 0)
            {
                break;
            }

            taken += length;
        }

        return taken;
    }

    /// <returns>How many of the octets were taken.</returns>
    public int FromServer(ReadOnlySpan<byte> octets, Outgoing outgoing)
    {
        var taken = 0;
        while (taken < octets.Length && phase is Phase.Commands or Phase.Content or Phase.Chunk)
        {
            if (!SmtpReply.TryRead(octets[taken..], out var reply))
            {
                if (octets.Length - taken >= LongestReply)
                {
                    End(DialogueEnding.ReplyTooLong);
                }

                return taken;
            }

            TakeReply(reply, outgoing);
            taken += reply.Octets.Length;
        }

        if (phase == Phase.Tls)
        {
            outgoing.ToClient.Write(octets[taken..]);
        }

        return octets.Length;
    }

    private int TakeCommand(ReadOnlySpan<byte> octets, Outgoing outgoing)
    {
        var length = octets.IndexOf((byte)'\n') + 1;
        if (length > LongestLine || (length == 0 && octets.Length >= LongestLine))
        {
            End(DialogueEnding.LineTooLong);
            return octets.Length;
        }

        if (length == 0)
        {
            return 0;
        }

        var command = SmtpCommand.Parse(octets[..length]);
        var answer = channel.Answer(command.Verb);
        if (!answer.IsEmpty)
        {
            outgoing.ToClient.Write(answer);
            return length;
        }

        outgoing.ToServer.Write(octets[..length]);
        (awaitsReply, awaited) = (true, command.Verb);
        if (command.ChunkSize > 0)
        {
            (phase, chunkLeft) = (Phase.Chunk, command.ChunkSize);
        }

        return length;
    }

    private int TakeContent(ReadOnlySpan<byte> octets, Outgoing outgoing)
    {
        var end = endOfContent.Find(octets);
        var length = end < 0 ? octets.Length : end;
        outgoing.ToServer.Write(octets[..length]);
        if (end >= 0)
        {
            (phase, awaitsReply, awaited) = (Phase.Commands, true, SmtpVerb.Other);
        }

        return length;
    }

    private int TakeChunk(ReadOnlySpan<byte> octets, Outgoing outgoing)
    {
        var length = (int)Math.Min(chunkLeft, octets.Length);
        outgoing.ToServer.Write(octets[..length]);
        chunkLeft -= length;
        phase = chunkLeft == 0 ? Phase.Commands : Phase.Chunk;
        return length;
    }

    private int TakeTls(ReadOnlySpan<byte> octets, Outgoing outgoing)
    {
        Hello.Take(octets);
        outgoing.ToServer.Write(octets);
        return octets.Length;
    }

    private int TakeClientHello(ReadOnlySpan<byte> octets, Outgoing outgoing)
    {
        Hello.Take(octets);
        if (Hello.IsOver)
        {
            outgoing.ToClient.Write(channel.AnswerToClientHello);
            End(DialogueEnding.Fault);
        }

        return octets.Length;
    }

    // A client that is quicker than the end of the connection still says which name it asks for.
    private int TakeAfterTheEnd(ReadOnlySpan<byte> octets)
    {
        if (Ending == DialogueEnding.Fault)
        {
            Hello.Take(octets);
        }

        return octets.Length;
    }

    private void TakeReply(SmtpReply reply, Outgoing outgoing)
    {
        // RFC 5321 §3.8: a server may say 421 at any time, and answers nothing by that.
        var command = awaitsReply ? awaited : SmtpVerb.Other;
        awaitsReply = false;
        switch (channel.Pass(command, reply, outgoing.ToClient))
        {
            case AfterReply.Tls:
                phase = Phase.Tls;
                break;
            case AfterReply.ClientHello:
                phase = Phase.ClientHello;
                break;
            case AfterReply.End:
                End(DialogueEnding.Fault);
                break;
            case AfterReply.Dialogue when command == SmtpVerb.Data && reply.Code == 354:
                (phase, endOfContent) = (Phase.Content, EndOfContent.AtBeginning);
                break;
            // Postfix may know an end of content that is none of RFC 5321 §4.1.1.4: it has answered, and commands follow.
            case AfterReply.Dialogue when phase == Phase.Content:
                phase = Phase.Commands;
                break;
            case AfterReply.Dialogue:
                break;
        }
    }

    private void End(DialogueEnding ending) => (phase, Ending) = (Phase.Ended, ending);
}
