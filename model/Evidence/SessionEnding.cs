namespace MtaStsAudit.Model.Evidence;

/// <summary>How an SMTP session ended.</summary>
public enum SessionEnding
{
    /// <summary>The client said QUIT.</summary>
    Quit,

    /// <summary>The client closed the connection without QUIT, or the network did.</summary>
    Lost,

    /// <summary>The client was silent for too long.</summary>
    TimedOut,

    /// <summary>The receiver ended it: too many errors, or 421.</summary>
    ClosedByReceiver,
}
