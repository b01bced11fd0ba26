using System.Buffers;
using System.Text;
using MtaStsAudit.Testbed.Names;
using MtaStsAudit.Testbed.Postfix;

namespace MtaStsAudit.Collector.Milter;

/// <summary>A message that is being received: its envelope and as much of its text as is kept.</summary>
internal sealed class MilterMessage(string mailFrom, TextRoom room)
{
    private const int Usual = 2 * 1024;

    private readonly ArrayBufferWriter<byte> content = new(Usual);
    private readonly List<string> recipients = [];

    public string MailFrom { get; } = mailFrom;

    public IReadOnlyList<string> Recipients => recipients;

    /// <summary>Whether a recipient is a mailbox for TLS reports, RFC 8460 §5.3.</summary>
    public bool IsForReports { get; private set; }

    public string? Subject { get; private set; }

    /// <summary>As in <see cref="Testbed.Evidence.MessageAccepted.Run"/>.</summary>
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
            Subject = MilterText.First(value);
        }
        else if (Run is null && Ascii.EqualsIgnoreCase(name, AuditHeaders.Run))
        {
            Run = AuditHeaders.HashOfRun(MilterText.First(value));
        }

        Add(name);
        Add(": "u8);
        Add(value.TrimEnd((byte)0));
        Add("\n"u8);
    }

    public void EndHeaders() => Add("\n"u8);

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
