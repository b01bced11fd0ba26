using System.Buffers;
using MtaStsAudit.Front.Smtp;

namespace MtaStsAudit.Front.Faults;

/// <summary>The connection breaks when TLS is to begin.</summary>
internal sealed class ClosedAfter220 : FaultyChannel
{
    public override AfterReply Pass(SmtpVerb command, SmtpReply reply, IBufferWriter<byte> toClient)
    {
        toClient.Write(reply.Octets);
        return StartsTls(command, reply) ? AfterReply.End : AfterReply.Dialogue;
    }
}
