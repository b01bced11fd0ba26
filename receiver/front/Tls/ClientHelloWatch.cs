using System.Buffers;
using MtaStsAudit.Model.Evidence;

namespace MtaStsAudit.Front.Tls;

/// <summary>Reads along until the ClientHello is there, or it is clear that none comes.</summary>
internal sealed class ClientHelloWatch
{
    /// <summary>In octets, with the records' headers. One with keys against quantum computers has about 2000.</summary>
    public const int Longest = 16 * 1024;

    private ArrayBufferWriter<byte>? heard = new();

    /// <summary>Null: none, or not yet.</summary>
    public ClientHello? Hello { get; private set; }

    public bool IsOver => heard is null;

    public void Take(ReadOnlySpan<byte> octets)
    {
        if (heard is null)
        {
            return;
        }

        heard.Write(octets[..Math.Min(octets.Length, Longest - heard.WrittenCount)]);
        var status = HandshakeRecords.TryRead(heard.WrittenSpan, out var message);
        if (status == RecordStatus.Incomplete && heard.WrittenCount < Longest)
        {
            return;
        }

        Hello = status == RecordStatus.Complete ? ClientHelloParser.Parse(message).Value : null;
        heard = null;
    }
}
