namespace MtaStsAudit.Model.Evidence;

/// <summary>How long a testbed keeps what it saw. A message's text goes sooner than the evidence of it.</summary>
/// <param name="Evidence">After this, a record is deleted with all that hangs on it; a verdict that rested on it is gone as well.</param>
/// <param name="MessageText">After this, header and body of a message are deleted.</param>
public sealed record RetentionRules(TimeSpan Evidence, TimeSpan MessageText)
{
    /// <summary>The longest time that can be set, in days.</summary>
    public const int MostDays = 3650;

    public static RetentionRules Default { get; } = new(TimeSpan.FromDays(730), TimeSpan.FromDays(30));
}
