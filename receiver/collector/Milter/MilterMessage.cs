using System.Buffers;
using System.Text;
using MtaStsAudit.Model.Settings;
using MtaStsAudit.Model.Names;

namespace MtaStsAudit.Collector.Milter;

/// <summary>A message that is being received: its envelope and as much of its text as is kept, octet by octet as it was sent.</summary>
/// <param name="headersKeepSpace">Whether the values of headers come with the space before them.</param>
internal sealed class MilterMessage(string mailFrom, TextRoom room, bool headersKeepSpace)
{
    private const int Usual = 2 * 1024;

    private static ReadOnlySpan<byte> LineEnd => "\r\n"u8;

    private readonly ArrayBufferWriter<byte> content = new(Usual);
    private readonly List<string> recipients = [];

    public string MailFrom { get; } = mailFrom;

    public IReadOnlyList<string> Recipients => recipients;

    /// <summary>Whether a recipient is a mailbox for TLS reports, RFC 8460 §5.3.</summary>
    public bool IsForReports { get; private set; }

    public string? Subject { get; private set; }

    /// <summary>The Message-ID, RFC 5322 §3.6.4; null: it has none.</summary>
    public string? MessageId { get; private set; }

    /// <summary>As in <see cref="Model.Evidence.MessageAccepted.Run"/>.</summary>
    public string? Run { get; private set; }

    /// <summary>Octets of header and body as received, kept or not.</summary>
    public long Size { get; private set; }

    public ReadOnlyMemory<byte> Content => content.WrittenMemory;

    /// <summary>Whether text was left out because there is no room for it. Evidence is not concerned; a report is of no use without it.</summary>
    public bool LacksRoom { get; private set; }

    /// <summary>The text is needed no more.</summary>
    public void GiveBack() => room.GiveBack(content.WrittenCount);

    public void AddRecipient(string recipient)
    {
        recipients.Add(recipient);
        IsForReports |= ForwardPath.Parse(recipient) is { IsForReports: true };
    }

    // The two strings of the frame, each with its NUL, make one line.
    public void AddHeader(ReadOnlySpan<byte> payload)
    {
        var end = payload.IndexOf((byte)0);
        if (end <= 0)
        {
            return;
        }

        var name = payload[..end];
        var value = payload[(end + 1)..];
        if (Subject is null && !value.IsEmpty && Ascii.EqualsIgnoreCase(name, "Subject"u8))
        {
            Subject = MilterText.First(value).TrimStart();
        }
        else if (MessageId is null && Ascii.EqualsIgnoreCase(name, "Message-ID"u8))
        {
            MessageId = MilterText.First(value).Trim();
        }
        else if (Run is null && Ascii.EqualsIgnoreCase(name, AuditHeaders.Run))
        {
            Run = AuditHeaders.HashOfRun(MilterText.First(value));
        }

        Add(name);
        Add(headersKeepSpace ? ":"u8 : ": "u8);
        AddLines(value.TrimEnd((byte)0));
    }

    public void EndHeaders() => Add(LineEnd);

    // Postfix separates the lines of a folded header by LF alone; RFC 5322 §2.2.3 has CRLF, and a signature is about that.
    private void AddLines(ReadOnlySpan<byte> value)
    {
        while (value.IndexOf((byte)'\n') is >= 0 and var end)
        {
            Add(value[..end].TrimEnd((byte)'\r'));
            Add(LineEnd);
            value = value[(end + 1)..];
        }

        Add(value);
        Add(LineEnd);
    }

    public void AddBody(ReadOnlySpan<byte> octets) => Add(octets);

    private void Add(ReadOnlySpan<byte> octets)
    {
        Size += octets.Length;
        // A report has to be read whole.
        var kept = IsForReports ? Limits.MessageOctets : Limits.KeptOctets;
        var more = LacksRoom ? 0 : Math.Clamp(kept - content.WrittenCount, 0, octets.Length);
        LacksRoom |= !room.TryTake(more);
        if (!LacksRoom)
        {
            content.Write(octets[..more]);
        }
    }
}
