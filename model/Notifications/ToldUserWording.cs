using MtaStsAudit.Model.Evidence;

namespace MtaStsAudit.Model.Notifications;

/// <summary>The words for what a sender told its user, for terminal, page and export. They repeat the sender's own: what shows them makes them safe.</summary>
public static class ToldUserWording
{
    /// <summary>What this is, and what it is worth.</summary>
    public const string About = "As handed in by a holder of this audit’s token. It is shown, and changes no verdict.";

    /// <summary>What the user learns: <c>failed (4.7.5), 5 days after it was mailed; names the certificate; told the author</c>.</summary>
    public static string Of(ToldUser told)
    {
        List<string> parts = [$"{Of(told.Status.Action)}{(told.Status.Code is { } code ? $" ({code})" : "")}{(told.After is { } after ? $", {Of(after)} after it was mailed" : "")}"];
        if (Of(told.Cause) is { } cause)
        {
            parts.Add(cause);
        }

        if (Of(told.Status.Reader) is { } reader)
        {
            parts.Add(reader);
        }

        return string.Join("; ", parts);
    }

    /// <summary>All of an audit in a few words: <c>b: failed, names TLS. d: delayed, names the certificate.</c> Null where nothing was handed in.</summary>
    public static string? Short(IReadOnlyList<ToldUser>? all) => all is null ? null : string.Join(' ', all
        .GroupBy(told => told.Receiver)
        // The last word counts: a delay is followed by a failure.
        .Select(at => at.Last())
        .Select(told => $"{told.Receiver}: {Of(told.Status.Action)}{(Of(told.Cause) is { } cause ? $", {cause}" : "")}."));

    public static string Of(DeliveryAction? action) => action switch
    {
        DeliveryAction.Failed => "failed",
        DeliveryAction.Delayed => "delayed",
        DeliveryAction.Delivered => "delivered",
        DeliveryAction.Relayed => "relayed",
        DeliveryAction.Expanded => "expanded",
        null => "told in words",
    };

    /// <summary>Null where none is named.</summary>
    public static string? Of(StatedCause cause) => cause switch
    {
        StatedCause.None => null,
        StatedCause.Policy => "names the policy",
        StatedCause.Certificate => "names the certificate",
        StatedCause.Tls => "names TLS",
        StatedCause.Connection => "names the connection only",
    };

    private static string? Of(NotificationReader reader) => reader switch
    {
        NotificationReader.NotTold => null,
        NotificationReader.Author => "told the author",
        NotificationReader.Postmaster => "told the postmaster",
        NotificationReader.Another => "told neither author nor postmaster",
    };

    private static string Of(TimeSpan after) =>
        after.TotalDays >= 2 ? $"{after.TotalDays:0} days"
        : after.TotalHours >= 2 ? $"{after.TotalHours:0} hours"
        : after.TotalMinutes >= 2 ? $"{after.TotalMinutes:0} minutes"
        : $"{after.TotalSeconds:0} s";
}
