using MtaStsAudit.Model.Evidence;

namespace MtaStsAudit.Collector.Milter;

/// <summary>What a frame asks of the connection.</summary>
internal abstract record MilterStep
{
    /// <summary>Nothing yet.</summary>
    public static MilterStep Listen { get; } = new Listening();

    /// <summary>The peer does not speak the protocol, or said goodbye.</summary>
    public static MilterStep Close { get; } = new Closing();

    /// <summary>There is no room for the message now; the sender comes again.</summary>
    public static MilterStep PutOff { get; } = new PuttingOff();

    internal sealed record Listening : MilterStep;

    internal sealed record Closing : MilterStep;

    internal sealed record PuttingOff : MilterStep;

    /// <summary>Send this.</summary>
    internal sealed record Answer(ReadOnlyMemory<byte> Frame) : MilterStep;

    /// <summary>Commit a message, then let Postfix acknowledge it; when it cannot be committed, have the sender come again.</summary>
    /// <param name="IsForReports">Whether TLS reports may be in the content.</param>
    /// <param name="MessageId">The Message-ID, RFC 5322 §3.6.4; null: it has none.</param>
    internal sealed record Accept(IReadOnlyList<MessageAccepted> Messages, ReadOnlyMemory<byte> Content, bool IsForReports, string? MessageId) : MilterStep;
}
