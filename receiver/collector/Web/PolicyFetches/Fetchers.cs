namespace MtaStsAudit.Collector.Web.PolicyFetches;

/// <summary>Which implementation a user agent names. Anybody may name any: it is a hint, not an identity.</summary>
internal static class Fetchers
{
    public const string Unnamed = "No user agent";
    public const string Other = "Other";

    // The first that fits counts, so the more special come first.
    private static readonly (string Part, string Name)[] Known =
    [
        ("postfix-mta-sts-resolver", "postfix-mta-sts-resolver"),
        ("postfix-tlspol", "postfix-tlspol"),
        ("stalwart", "Stalwart"),
        ("mox", "mox"),
        ("kumo", "KumoMTA"),
        ("halon", "Halon"),
        ("zone-mta", "ZoneMTA"),
        ("mailauth", "mailauth"),
        ("maddy", "maddy"),
        ("exim", "Exim"),
        ("haraka", "Haraka"),
        ("google", "Google"),
        ("exchange", "Microsoft"),
        ("microsoft", "Microsoft"),
        ("yahoo", "Yahoo"),
        ("amazon", "Amazon"),
        ("comcast", "Comcast"),
        ("proton", "Proton"),
        ("mail.ru", "Mail.ru"),
        ("python", "A Python program"),
        ("aiohttp", "A Python program"),
        ("go-http-client", "A Go program"),
        ("okhttp", "A Java program"),
        ("java", "A Java program"),
        ("libwww-perl", "A Perl program"),
        ("curl", "curl"),
        ("wget", "Wget"),
        ("mozilla", "A browser"),
    ];

    public static string NameOf(string? userAgent)
    {
        if (string.IsNullOrWhiteSpace(userAgent))
        {
            return Unnamed;
        }

        foreach (var (part, name) in Known)
        {
            if (userAgent.Contains(part, StringComparison.OrdinalIgnoreCase))
            {
                return name;
            }
        }

        return Other;
    }
}
