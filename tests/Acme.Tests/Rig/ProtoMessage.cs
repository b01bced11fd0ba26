using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace MtaStsAudit.Acme.Tests.Rig;

/// <summary>Messages of Pulumi's plugin protocol by field number; its generated classes are not public.</summary>
internal static class ProtoMessage
{
    public static byte[] Of(params (int Field, object Value)[] fields)
    {
        using var buffer = new MemoryStream();
        using (var output = new CodedOutputStream(buffer, leaveOpen: true))
        {
            foreach (var (field, value) in fields)
            {
                output.WriteTag(field, value is bool ? WireFormat.WireType.Varint : WireFormat.WireType.LengthDelimited);
                switch (value)
                {
                    case bool flag:
                        output.WriteBool(flag);
                        break;
                    case string text:
                        output.WriteString(text);
                        break;
                    case IMessage message:
                        output.WriteMessage(message);
                        break;
                    default:
                        throw new ArgumentException($"{value.GetType()} is no field of these messages.");
                }
            }
        }

        return buffer.ToArray();
    }

    /// <summary>The length-delimited fields, in order; numbers are left out.</summary>
    public static ILookup<int, ByteString> Read(byte[] message)
    {
        using var input = new CodedInputStream(message);
        var fields = new List<(int Field, ByteString Value)>();
        while (input.ReadTag() is var tag and not 0)
        {
            if (WireFormat.GetTagWireType(tag) == WireFormat.WireType.LengthDelimited)
            {
                fields.Add((WireFormat.GetTagFieldNumber(tag), input.ReadBytes()));
            }
            else
            {
                input.SkipLastField();
            }
        }

        return fields.ToLookup(field => field.Field, field => field.Value);
    }

    public static Struct Struct(params (string Name, Value Value)[] members)
    {
        var made = new Struct();
        foreach (var (name, value) in members)
        {
            made.Fields[name] = value;
        }

        return made;
    }
}
