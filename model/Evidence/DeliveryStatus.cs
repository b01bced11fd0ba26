namespace MtaStsAudit.Model.Evidence;

/// <summary>What a sender told its user of one recipient, in a delivery status notification (RFC 3464) or in words alone.</summary>
/// <param name="Action">What became of the message; null: told in words alone.</param>
/// <param name="Code">The enhanced status code (RFC 3463 §2), such as <c>4.7.5</c>; null: none was told.</param>
/// <param name="Diagnostic">The error as the sender got or made it (RFC 3464 §2.3.6), without its type.</param>
/// <param name="ReportingMta">Who says so (RFC 3464 §2.2.2).</param>
/// <param name="RemoteMta">Of whom (RFC 3464 §2.3.5).</param>
/// <param name="Told">When: the date of the notification.</param>
/// <param name="Arrived">When the sender took the message (RFC 3464 §2.2.5).</param>
/// <param name="RetriesUntil">Until when it tries (RFC 3464 §2.3.9).</param>
/// <param name="Subject">Of the notification.</param>
/// <param name="Words">What a person reads there. Mail addresses that are not the audit's are left out.</param>
/// <param name="Reader">Who is told.</param>
public sealed record DeliveryStatus(
    DeliveryAction? Action,
    string? Code,
    string? Diagnostic,
    string? ReportingMta,
    string? RemoteMta,
    DateTimeOffset? Told,
    DateTimeOffset? Arrived,
    DateTimeOffset? RetriesUntil,
    string? Subject,
    string? Words,
    NotificationReader Reader = NotificationReader.NotTold);

/// <summary>RFC 3464 §2.3.3.</summary>
public enum DeliveryAction
{
    Failed,
    Delayed,
    Delivered,
    Relayed,
    Expanded,
}

/// <summary>To whom a notification is addressed.</summary>
public enum NotificationReader
{
    /// <summary>It does not say, or not whose the message was.</summary>
    NotTold,

    /// <summary>Whose message it was.</summary>
    Author,

    /// <summary>The sender's postmaster.</summary>
    Postmaster,

    /// <summary>Neither.</summary>
    Another,
}
