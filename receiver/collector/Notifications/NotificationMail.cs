using System.Text;
using MimeKit;
using MimeKit.Text;
using MimeKit.Utils;
using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Notifications;

namespace MtaStsAudit.Collector.Notifications;

/// <summary>
/// Reads what a sender told its user of an audit's mail: a delivery status notification as a mail (RFC 3464), the part of one that programs
/// read, or only the words that a person copied.
/// </summary>
internal static class NotificationMail
{
    // Deeper than any notification nests, and an end to what anybody may send.
    private const int DeepestNesting = 8;
    private const int MostParts = 64;
    private const int LongestLine = 300;
    private const int LongestDiagnostic = 1000;

    private static readonly string[] FirstFields = ["Reporting-MTA:", "Original-Recipient:", "Final-Recipient:"];
    private static readonly string[] FieldsOfAuthor = ["Return-Path", "From", "Sender"];

    /// <summary>What it tells of each address of the audit; empty where it names none.</summary>
    /// <param name="octets">As uploaded or pasted.</param>
    public static IReadOnlyList<DeliveryStatusGiven> Read(byte[] octets, AuditToken token, SiteNames names)
    {
        using var mail = TryLoad(octets);
        return mail is not null && Find<MessageDeliveryStatus>(mail.Body) is { } status ? OfFields(mail, status, token, names)
            : TryFields(octets) is { } pasted ? OfFields(null, pasted, token, names)
            : OfWords(mail, octets, token, names);
    }

    // Null for what is no mail: a header is a must (RFC 5322 §3.6).
    private static MimeMessage? TryLoad(byte[] octets)
    {
        try
        {
            var mail = MimeMessage.Load(new ParserOptions { MaxMimeDepth = DeepestNesting }, new MemoryStream(octets, writable: false));
            if (mail.Headers.Contains(HeaderId.From) || mail.Headers.Contains(HeaderId.ContentType) || mail.Headers.Contains(HeaderId.Received))
            {
                return mail;
            }

            mail.Dispose();
            return null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    // Somebody may paste the fields alone, from "Reporting-MTA:" on.
    private static MessageDeliveryStatus? TryFields(byte[] octets)
    {
        var text = Encoding.Latin1.GetString(octets);
        var start = FirstFields
            .Select(field => text.IndexOf(field, StringComparison.OrdinalIgnoreCase)).Where(index => index >= 0).DefaultIfEmpty(-1).Min();
        return start < 0 ? null : new MessageDeliveryStatus { Content = new MimeContent(new MemoryStream(octets, start, octets.Length - start, writable: false)) };
    }

    private static List<DeliveryStatusGiven> OfFields(MimeMessage? mail, MessageDeliveryStatus part, AuditToken token, SiteNames names)
    {
        var groups = part.StatusGroups;
        // RFC 3464 §2.1: the first group is about the message, each further one about a recipient. In a pasted piece it may be missing.
        var ofMessage = groups.Count > 0 && !groups[0].Contains("Final-Recipient") ? groups[0] : null;
        var words = NotificationText.Shown(WordsOf(mail), token);
        var reader = mail is null ? NotificationReader.NotTold : ReaderOf(mail);
        return
        [
            .. from fields in groups.Where(one => !ReferenceEquals(one, ofMessage))
               let scenario = NotificationText.ScenarioOf(fields["Original-Recipient"], token, names) ?? NotificationText.ScenarioOf(fields["Final-Recipient"], token, names)
               where scenario is not null
               let diagnostic = NotificationText.Shown(WithoutType(fields["Diagnostic-Code"]), token, LongestDiagnostic)
               select new DeliveryStatusGiven(token, scenario.Value, new(
                   ActionOf(fields["Action"]),
                   NotificationText.CodeIn(fields["Status"]) ?? NotificationText.CodeIn(diagnostic),
                   diagnostic,
                   Line(WithoutType(ofMessage?["Reporting-MTA"]), token),
                   Line(WithoutType(fields["Remote-MTA"]), token),
                   mail is not null && mail.Headers.Contains(HeaderId.Date) ? mail.Date.ToUniversalTime() : null,
                   TimeOf(ofMessage?["Arrival-Date"]),
                   TimeOf(fields["Will-Retry-Until"]),
                   Line(mail?.Subject, token),
                   words,
                   reader)),
        ];
    }

    private static List<DeliveryStatusGiven> OfWords(MimeMessage? mail, byte[] octets, AuditToken token, SiteNames names)
    {
        var text = mail is null ? Encoding.UTF8.GetString(octets) : WordsOf(mail) ?? "";
        return
        [
            .. NotificationText.ScenariosIn(text, token, names).Select(scenario => new DeliveryStatusGiven(token, scenario, new(
                null, NotificationText.CodeIn(text), null, null, null, mail is not null && mail.Headers.Contains(HeaderId.Date) ? mail.Date.ToUniversalTime() : null, null, null,
                Line(mail?.Subject, token), NotificationText.Shown(text, token), mail is null ? NotificationReader.NotTold : ReaderOf(mail)))),
        ];
    }

    private static T? Find<T>(MimeEntity? entity, int depth = 0)
        where T : MimeEntity => entity switch
        {
            T found => found,
            Multipart parts when depth < DeepestNesting => parts.Take(MostParts).Select(part => Find<T>(part, depth + 1)).FirstOrDefault(found => found is not null),
            _ => null,
        };

    private static string? WordsOf(MimeMessage? mail) => Find<TextPart>(mail?.Body) is { } text ? (text.IsHtml ? HtmlWords(text.Text) : text.Text) : null;

    private static string HtmlWords(string html)
    {
        using var reader = new StringReader(html);
        var tokens = new HtmlTokenizer(reader) { DecodeCharacterReferences = true };
        var words = new StringBuilder();
        var isCode = false;
        while (tokens.ReadNextToken(out var token))
        {
            if (token is HtmlTagToken tag)
            {
                isCode = tag.Id is HtmlTagId.Style or HtmlTagId.Script ? !tag.IsEndTag : isCode;
                words.Append(tag.Id is HtmlTagId.B or HtmlTagId.I or HtmlTagId.Span or HtmlTagId.A ? "" : "\n");
            }
            else if (token is HtmlDataToken data && !isCode)
            {
                words.Append(data.Data);
            }
        }

        return words.ToString();
    }

    // The message that was not delivered, or its header, comes last (RFC 3464 §2): it says whose it was.
    private static NotificationReader ReaderOf(MimeMessage mail)
    {
        if (mail.To.Mailboxes.FirstOrDefault()?.Address is not { } to)
        {
            return NotificationReader.NotTold;
        }

        var returned = Find<MessagePart>(mail.Body)?.Message?.Headers ?? HeadersIn(mail.Body);
        return to.StartsWith("postmaster@", StringComparison.OrdinalIgnoreCase) ? NotificationReader.Postmaster
            : returned is null ? NotificationReader.NotTold
            : FieldsOfAuthor.Any(name => returned[name]?.Contains(to, StringComparison.OrdinalIgnoreCase) == true) ? NotificationReader.Author
            : NotificationReader.Another;
    }

    private static HeaderList? HeadersIn(MimeEntity? body) => Find<TextRfc822Headers>(body)?.Message?.Headers;

    private static DeliveryAction? ActionOf(string? action) => Enum.TryParse<DeliveryAction>(action?.Trim(), ignoreCase: true, out var known) && Enum.IsDefined(known) ? known : null;

    // RFC 3464 §2.1.2: "smtp; 550 …", "dns; mail.example.com".
    private static string? WithoutType(string? field) => field?.IndexOf(';', StringComparison.Ordinal) is > 0 and var end ? field[(end + 1)..].Trim() : field?.Trim();

    private static DateTimeOffset? TimeOf(string? field) => DateUtils.TryParse(field ?? "", out var time) ? time.ToUniversalTime() : null;

    private static string? Line(string? text, AuditToken token) => NotificationText.Shown(text?.ReplaceLineEndings(" "), token, LongestLine);
}
