using System.Diagnostics.CodeAnalysis;
using System.Net.Mail;
using MtaStsAudit.Model.Names;

namespace MtaStsAudit.Model.Settings;

/// <summary>Who runs a testbed, for those who meet it.</summary>
/// <param name="Name">Null: it is not said.</param>
/// <param name="Contact">A mail address, or an https URL; null: <c>postmaster@</c> the site (RFC 2142 §5), which the administrator reads.</param>
/// <param name="AbuseContact">A mail address; null: <c>abuse@</c> the site (RFC 2142 §4), which the administrator reads.</param>
/// <param name="Source">Where the program's source is; null: it is not said.</param>
public sealed record SiteOperator(string? Name = null, string? Contact = null, string? AbuseContact = null, Uri? Source = null)
{
    public const int LongestName = 100;

    /// <summary>What may be a contact, in words for a fault.</summary>
    public const string AllowedContact = "a mail address such as operator@example.com, or an https URL";

    public const string AllowedAbuseContact = "a mail address such as abuse@example.com";

    public const string AllowedSource = "an https URL";

    /// <summary>Nothing is said.</summary>
    public static SiteOperator Unnamed { get; } = new();

    public static bool IsName(string text) => text.Trim().Length is > 0 and <= LongestName && !text.Any(char.IsControl);

    public static bool IsMailAddress(string text) => MailAddress.TryCreate(text, out var address) && address.Address == text && DomainName.TryParse(address.Host, out _);

    public static bool IsContact(string text) => IsMailAddress(text) || IsHttps(text, out _);

    public static bool IsHttps(string text, [NotNullWhen(true)] out Uri? address) =>
        Uri.TryCreate(text, UriKind.Absolute, out address) && address.Scheme == Uri.UriSchemeHttps;

    /// <summary>Where whoever has a question turns to, as a URI.</summary>
    public string ContactUri(SiteNames names) => UriOf(Contact ?? names.Postmaster);

    /// <summary>Where abuse is told of, as a URI.</summary>
    public string AbuseUri(SiteNames names) => UriOf(AbuseContact ?? names.AbuseMailbox);

    private static string UriOf(string contact) => IsHttps(contact, out _) ? contact : $"mailto:{contact}";
}
