using System.Buffers.Binary;
using System.Net;
using System.Text;
using MtaStsAudit.Collector.Milter;

namespace MtaStsAudit.Collector.Tests.Milter;

/// <summary>What Postfix says over the milter protocol, frame by frame.</summary>
internal static class MilterTalk
{
    public const string Token = "0f8fad5b-d9cb-469f-a165-70867728950e";

    /// <summary>All steps without an answer, as Postfix 3.7 offers them.</summary>
    private const uint EveryStep = 0x001FFFFF;

    public static byte[] Frame(char command, params ReadOnlySpan<byte> payload)
    {
        var frame = new byte[5 + payload.Length];
        BinaryPrimitives.WriteInt32BigEndian(frame, payload.Length + 1);
        frame[4] = (byte)command;
        payload.CopyTo(frame.AsSpan(5));
        return frame;
    }

    public static byte[] Text(char command, params string[] strings) => Frame(command, Encoding.UTF8.GetBytes(string.Concat(strings.Select(text => text + "\0"))));

    public static byte[] Macros(char step, params string[] namesAndValues) =>
        Frame('D', [(byte)step, .. Encoding.UTF8.GetBytes(string.Concat(namesAndValues.Select(text => text + "\0")))]);

    public static byte[] Negotiate(uint version = 6, uint steps = EveryStep)
    {
        var payload = new byte[12];
        BinaryPrimitives.WriteUInt32BigEndian(payload, version);
        BinaryPrimitives.WriteUInt32BigEndian(payload.AsSpan(8), steps);
        return Frame('O', payload);
    }

    public static byte[] Connect(string hostName, string address, ushort port)
    {
        var payload = new List<byte>(Encoding.UTF8.GetBytes(hostName + "\0"))
        {
            (byte)(IPAddress.Parse(address).AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 ? '6' : '4'),
            (byte)(port >> 8),
            (byte)port,
        };
        payload.AddRange(Encoding.UTF8.GetBytes(address + "\0"));
        return Frame('C', [.. payload]);
    }

    /// <summary>The beginning of a session at a receiver, up to the first EHLO.</summary>
    public static IEnumerable<byte[]> Greeting(string letter = "a", string hostName = "mx1.sender.example", string address = "192.0.2.25") =>
        [Negotiate(), Macros('C', "j", "mail-a.audit.test", "{daemon_name}", letter), Connect(hostName, address, 40000), Macros('H'), Text('H', "mx1.sender.example")];

    /// <summary>The second EHLO, after STARTTLS.</summary>
    public static IEnumerable<byte[]> OverTls() =>
        [Macros('H', "{tls_version}", "TLSv1.3", "{cipher}", "TLS_AES_256_GCM_SHA384"), Text('H', "mx1.sender.example")];

    public static IEnumerable<byte[]> Message(string queueId, params string[] recipients) =>
    [
        Text('M', "<x@sender.example>", "SIZE=100"),
        .. recipients.Select(recipient => Text('R', $"<{recipient}>", "NOTIFY=NEVER")),
        Macros('T', "i", queueId),
        Text('L', "From", " x@sender.example"),
        Text('L', "Subject", " an audit"),
        Frame('N'),
        Frame('B', "Hello\r\n"u8),
        Macros('E', "i", queueId),
        Frame('E'),
    ];

    public static MilterFrame Read(byte[] frame) => new(frame[4], frame.AsMemory(5));
}
