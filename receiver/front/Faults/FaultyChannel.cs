using System.Buffers;
using MtaStsAudit.Front.Smtp;
using MtaStsAudit.Model.Scenarios;

namespace MtaStsAudit.Front.Faults;

/// <summary>What a fault does to commands and replies; whatever it does not override passes as it is.</summary>
internal abstract class FaultyChannel
{
    /// <summary>What the client gets in the place of a ServerHello; of a channel that says <see cref="AfterReply.ClientHello"/>.</summary>
    public virtual ReadOnlySpan<byte> AnswerToClientHello => [];

    /// <param name="isOver">Whether the fault's time is over for the client; of a fault that lasts only some time.</param>
    public static FaultyChannel Of(ChannelFault fault, bool isOver = false) => fault switch
    {
        ChannelFault.StartTlsAnswered454 => new StartTlsAnswered454(),
        ChannelFault.StartTlsAnswered502 => new StartTlsAnswered502(),
        ChannelFault.ClosedAfter220 => new ClosedAfter220(),
        ChannelFault.GarbageAfter220 => new GarbageAfter220(),
        ChannelFault.EhloAnswered502 => new EhloAnswered502(),
        ChannelFault.ResponsesInjected => new ResponsesInjected(),
        ChannelFault.StartTlsHidden => new StartTlsHidden(),
        ChannelFault.StartTlsHiddenAtFirst => isOver ? new Faultless() : new StartTlsHidden(),
    };

    /// <returns>The reply that the client gets at once, and Postfix does not hear the command; empty: the command goes on to Postfix.</returns>
    public virtual ReadOnlySpan<byte> Answer(SmtpVerb verb) => [];

    /// <summary>Writes what the client gets of a reply.</summary>
    /// <param name="command">What the reply answers.</param>
    public virtual AfterReply Pass(SmtpVerb command, SmtpReply reply, IBufferWriter<byte> toClient)
    {
        toClient.Write(reply.Octets);
        return StartsTls(command, reply) ? AfterReply.Tls : AfterReply.Dialogue;
    }

    // RFC 3207 §4: after the 220 that answers STARTTLS the client begins the handshake.
    protected static bool StartsTls(SmtpVerb command, SmtpReply reply) => command == SmtpVerb.StartTls && reply.Code == 220;
}

/// <summary>How a dialogue goes on behind a reply.</summary>
internal enum AfterReply
{
    /// <summary>With the next command, or with content.</summary>
    Dialogue,

    /// <summary>With TLS between the client and Postfix, which passes untouched.</summary>
    Tls,

    /// <summary>With a ClientHello that Postfix does not get; its answer is the last the client hears.</summary>
    ClientHello,

    /// <summary>Not at all.</summary>
    End,
}
