using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Names;

namespace MtaStsAudit.Model.Verdicts;

/// <summary>One SMTP session, put together from the records that milter and log committed of it.</summary>
/// <param name="Records">Those records, in the order of their commits.</param>
/// <param name="Began">When the client connected: by the collector's clock where the milter noted it, else as the log has it; null when neither was seen.</param>
/// <param name="HeloNames">What the client called itself, without repetition.</param>
/// <param name="ServerName">The SNI of the client; null when it sent none, or the log has not told.</param>
/// <param name="Messages">What it delivered: one record a recipient.</param>
/// <param name="End">How it ended; null while the log has not told.</param>
public sealed record SmtpSession(
    IReadOnlyList<EvidenceRecord> Records,
    ReceiverName Receiver,
    SmtpClient Client,
    DateTimeOffset? Began,
    IReadOnlyList<string> HeloNames,
    TlsParameters? Tls,
    string? ServerName,
    IReadOnlyList<EvidenceRecord> Messages,
    SessionEnded? End)
{
    /// <summary>When the first of its records was committed.</summary>
    public DateTimeOffset At => Records[0].At;

    /// <summary>When it began, or at the latest can have begun.</summary>
    public DateTimeOffset From => Began is { } began && began < At ? began : At;

    /// <summary>When its last record was committed.</summary>
    public DateTimeOffset Until => Records[^1].At;

    public IEnumerable<MessageAccepted> Delivered => Messages.Select(record => (MessageAccepted)record.What);
}
