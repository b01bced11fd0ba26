using System.Buffers.Text;
using System.Text;
using MtaStsAudit.Collector.Intake;

namespace MtaStsAudit.Collector.PostfixLog;

/// <summary>One frame of RELP, the Reliable Event Logging Protocol: a transaction number, a command, its data.</summary>
internal readonly record struct RelpFrame(int Transaction, string Command, ReadOnlyMemory<byte> Data);

/// <summary>Cuts a stream into RELP frames: <c>TXNR SP COMMAND SP DATALEN [SP DATA] LF</c>.</summary>
internal static class RelpFraming
{
    /// <summary>rsyslog is told to cut lines at 4 KiB; what is longer comes from somebody else.</summary>
    public const int LargestData = 16 * 1024;

    // Nine digits, a command of up to 32 letters, nine digits, and the spaces.
    private const int LongestHeader = 9 + 1 + 32 + 1 + 9 + 1;

    public static FrameStatus TryRead(ref ReadOnlyMemory<byte> received, out RelpFrame frame)
    {
        frame = default;
        var start = received.Span[..Math.Min(received.Length, LongestHeader)];
        var status = TryReadHeader(start, out var transaction, out var command, out var length, out var headerLength);
        if (status != FrameStatus.Complete)
        {
            return status == FrameStatus.Incomplete && start.Length == LongestHeader ? FrameStatus.Invalid : status;
        }

        // An empty frame ends right after its length, one with data has a space before them.
        var dataStart = length == 0 ? headerLength : headerLength + 1;
        var end = dataStart + length;
        if (received.Length <= end)
        {
            return FrameStatus.Incomplete;
        }

        if (received.Span[end] != (byte)'\n')
        {
            return FrameStatus.Invalid;
        }

        frame = new RelpFrame(transaction, command, received[dataStart..end]);
        received = received[(end + 1)..];
        return FrameStatus.Complete;
    }

    public static byte[] Print(int transaction, string command, string data)
    {
        var length = Encoding.UTF8.GetByteCount(data);
        return Encoding.UTF8.GetBytes(length == 0 ? $"{transaction} {command} 0\n" : $"{transaction} {command} {length} {data}\n");
    }

    private static FrameStatus TryReadHeader(ReadOnlySpan<byte> text, out int transaction, out string command, out int length, out int headerLength)
    {
        (transaction, command, length, headerLength) = (0, "", 0, 0);
        var afterNumber = text.IndexOf((byte)' ');
        if (afterNumber < 0)
        {
            return FrameStatus.Incomplete;
        }

        var commandLength = text[(afterNumber + 1)..].IndexOf((byte)' ');
        if (commandLength < 0)
        {
            return FrameStatus.Incomplete;
        }

        var lengthStart = afterNumber + 1 + commandLength + 1;
        var lengthDigits = text[lengthStart..].IndexOfAny((byte)' ', (byte)'\n');
        if (lengthDigits < 0)
        {
            return FrameStatus.Incomplete;
        }

        command = Encoding.ASCII.GetString(text.Slice(afterNumber + 1, commandLength));
        headerLength = lengthStart + lengthDigits;
        return IsNumber(text[..afterNumber], out transaction)
            && IsNumber(text.Slice(lengthStart, lengthDigits), out length)
            && length <= LargestData
                ? FrameStatus.Complete
                : FrameStatus.Invalid;
    }

    private static bool IsNumber(ReadOnlySpan<byte> digits, out int number) =>
        Utf8Parser.TryParse(digits, out number, out var consumed) && consumed == digits.Length && number >= 0;
}
