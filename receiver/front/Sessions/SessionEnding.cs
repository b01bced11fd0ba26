using System.Text.Json.Serialization;
using MtaStsAudit.Front.Smtp;

namespace MtaStsAudit.Front.Sessions;

/// <summary>How a session ended.</summary>
internal enum SessionEnding
{
    [JsonStringEnumMemberName("client-closed")]
    ClientClosed,

    [JsonStringEnumMemberName("client-lost")]
    ClientLost,

    [JsonStringEnumMemberName("upstream-closed")]
    UpstreamClosed,

    [JsonStringEnumMemberName("upstream-lost")]
    UpstreamLost,

    [JsonStringEnumMemberName("upstream-unreachable")]
    UpstreamUnreachable,

    /// <summary>That it ends is the fault.</summary>
    [JsonStringEnumMemberName("fault")]
    Fault,

    [JsonStringEnumMemberName("line-too-long")]
    LineTooLong,

    [JsonStringEnumMemberName("reply-too-long")]
    ReplyTooLong,

    [JsonStringEnumMemberName("idle")]
    Idle,

    /// <summary>STARTTLS was answered 220, and no ClientHello followed in time.</summary>
    [JsonStringEnumMemberName("no-client-hello")]
    NoClientHello,

    [JsonStringEnumMemberName("too-many-sessions")]
    TooManySessions,

    [JsonStringEnumMemberName("too-many-sessions-of-client")]
    TooManySessionsOfClient,

    /// <summary>The front ends.</summary>
    [JsonStringEnumMemberName("stopped")]
    Stopped,

    /// <summary>The front has a fault of its own, which its log tells.</summary>
    [JsonStringEnumMemberName("failed")]
    Failed,
}

internal static class SessionEndings
{
    public static SessionEnding Of(DialogueEnding ending) => ending switch
    {
        DialogueEnding.Fault => SessionEnding.Fault,
        DialogueEnding.LineTooLong => SessionEnding.LineTooLong,
        DialogueEnding.ReplyTooLong => SessionEnding.ReplyTooLong,
    };
}
