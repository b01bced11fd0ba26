using System.Buffers;
using MtaStsAudit.Front.Smtp;

namespace MtaStsAudit.Front.Faults;

/// <summary>The ClientHello is answered with what is no TLS.</summary>
internal sealed class GarbageAfter220 : FaultyChannel
{
    public const int Length = 512;

    // RFC 8446 §5.1: a record begins with its content type, 20 to 24. A letter is none, nor does an old SSL begin with it.
    private static readonly byte[] Garbage = [.. Enumerable.Range(0, Length).Select(index => (byte)('A' + (index % 26)))];

    public override ReadOnlySpan<byte> AnswerToClientHello => Garbage;

    public override AfterReply Pass(SmtpVerb command, SmtpReply reply, IBufferWriter<byte> toClient)
    {
        toClient.Write(reply.Octets);
        return StartsTls(command, reply) ? AfterReply.ClientHello : AfterReply.Dialogue;
    }
}
