namespace MtaStsAudit.Front.Smtp;

/// <summary>Why a dialogue is over before either side ends it.</summary>
internal enum DialogueEnding
{
    /// <summary>The fault is that the connection is closed.</summary>
    Fault,

    /// <summary>The client's line is longer than a front keeps.</summary>
    LineTooLong,

    /// <summary>Postfix's reply is longer than a front keeps.</summary>
    ReplyTooLong,
}
