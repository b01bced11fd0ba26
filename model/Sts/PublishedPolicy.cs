using System.Globalization;
using System.Text;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Scenarios;

namespace MtaStsAudit.Model.Sts;

/// <summary>The policy that a scenario publishes, and how its policy host answers: what is served, checked and announced all come from here.</summary>
public static class PublishedPolicy
{
    // RFC 8461 §3.3: a sender may limit the size of a policy to 64 KiB.
    private const int BeyondLargest = (64 * 1024) + 1024;

    /// <summary>The folder, at the API's host, that a policy host redirects to.</summary>
    public const string RedirectPath = "/policies";

    /// <summary>Where a policy host has the policy (RFC 8461 §3.2).</summary>
    public const string WellKnownPath = "/.well-known/mta-sts.txt";

    /// <summary>RFC 8461 §3.2 and §10.2 advise weeks; one week is what the study used.</summary>
    public static TimeSpan MaxAge { get; } = TimeSpan.FromDays(7);

    /// <summary>For how long a sender may keep a scenario's policy.</summary>
    public static TimeSpan MaxAgeOf(StsPublication? sts) => sts?.Text == PolicyTextKind.MaxAgeOfOneMinute ? TimeSpan.FromMinutes(1) : MaxAge;

    /// <summary>The text as it is served, and from which the id follows; null for a scenario without a policy.</summary>
    public static string? TextOf(SiteNames names, Scenario scenario) => scenario.Sts is { } sts ? TextOf(names, scenario, sts.Mode) : null;

    /// <summary>The text that is served when the policy has changed; null: none is.</summary>
    public static string? ChangedTextOf(SiteNames names, Scenario scenario) => scenario.Sts?.Change switch
    {
        PolicyChange.ToModeNone => TextOf(names, scenario, StsMode.None),
        PolicyChange.ToModeEnforce => TextOf(names, scenario, StsMode.Enforce),
        PolicyChange.None or PolicyChange.Vanishes or null => null,
    };

    private static string TextOf(SiteNames names, Scenario scenario, StsMode mode)
    {
        var sts = scenario.Sts!;
        var policy = new StsPolicy(mode, PatternsOf(names, scenario, sts.Lists), MaxAgeOf(sts));
        var plain = policy.Print();
        return sts.Text switch
        {
            PolicyTextKind.Plain or PolicyTextKind.AsHtml or PolicyTextKind.MaxAgeOfOneMinute => plain,
            PolicyTextKind.BareLineFeeds => plain.ReplaceLineEndings("\n"),
            PolicyTextKind.UnknownFields => $"{plain}x-note: fields that a sender does not know\r\nfuture_field: 1\r\n",
            PolicyTextKind.ModeTwice => $"{plain}mode: none\r\n",
            PolicyTextKind.SpacesAtLineEnds => plain.Replace("\r\n", " \t\r\n", StringComparison.Ordinal),
            PolicyTextKind.WithoutMx => (policy with { Mx = [] }).Print(),
            PolicyTextKind.WithoutVersion => plain[(plain.IndexOf('\n', StringComparison.Ordinal) + 1)..],
            PolicyTextKind.Over64KiB => Filled(plain),
            PolicyTextKind.AddressAmongMx => plain.Replace("max_age:", "mx: 192.0.2.1\r\nmax_age:", StringComparison.Ordinal),
            PolicyTextKind.MaxAgeOfElevenDigits => WithMaxAge(plain, "10000000000"),
            PolicyTextKind.MaxAgeAboveLargest => WithMaxAge(plain, ((long)StsPolicy.LongestMaxAge.TotalSeconds + 1).ToString(CultureInfo.InvariantCulture)),
            PolicyTextKind.MaxAgeZero => WithMaxAge(plain, "0"),
        };
    }

    /// <summary>The id that the record announces; null for a scenario without a policy.</summary>
    public static PolicyId? IdOf(SiteNames names, Scenario scenario) => TextOf(names, scenario) is { } text ? PolicyId.Of(text) : null;

    /// <summary>What the policy host answers when its policy has changed.</summary>
    public static PolicyAnswer ChangedAnswerOf(SiteNames names, Scenario scenario) =>
        ChangedTextOf(names, scenario) is { } text ? new PolicyAnswer.Served(200, "text/plain", text) : new PolicyAnswer.Served(404, "text/plain", "");

    /// <summary>What the policy host answers to who asks for the policy; null for a scenario that has no policy host.</summary>
    public static PolicyAnswer? AnswerOf(SiteNames names, Scenario scenario) => TextOf(names, scenario) is not { } text ? null : scenario.Sts!.Host switch
    {
        PolicyHostKind.Plain or PolicyHostKind.IPv6Only or PolicyHostKind.ByCname
            or PolicyHostKind.UntrustedCertificate or PolicyHostKind.CertificateOfAnotherHost or PolicyHostKind.ExpiredCertificate =>
            new PolicyAnswer.Served(200, scenario.Sts.Text == PolicyTextKind.AsHtml ? "text/html" : "text/plain", text),
        PolicyHostKind.Redirect => new PolicyAnswer.Redirected(new Uri($"https://{names.Api}{RedirectPath}/{scenario.Name}")),
        PolicyHostKind.NotFound => new PolicyAnswer.Served(404, "text/plain", ""),
        PolicyHostKind.ServerError => new PolicyAnswer.Served(500, "text/plain", ""),
        PolicyHostKind.Silent => new PolicyAnswer.Silence(),
        PolicyHostKind.ClosesConnection => new PolicyAnswer.Closed(),
    };

    /// <summary>Whether a sender that keeps to RFC 8461 takes what is answered for a policy.</summary>
    public static bool IsTaken(Scenario scenario) => scenario.Sts is { Host: PolicyHostKind.Plain or PolicyHostKind.IPv6Only or PolicyHostKind.ByCname, Reach: not PolicyReach.None };

    private static IReadOnlyList<MxPattern> PatternsOf(SiteNames names, Scenario scenario, MxListKind lists) => lists switch
    {
        MxListKind.EveryHost => [.. scenario.Receivers.Select(receiver => MxPattern.Exactly(names.MailHost(receiver)))],
        MxListKind.NotTheFirst when scenario.Receivers.Count > 1 => [.. scenario.Receivers.Skip(1).Select(receiver => MxPattern.Exactly(names.MailHost(receiver)))],
        MxListKind.NotTheFirst => [MxPattern.Exactly(names.ListedHost(scenario.Name))],
        MxListKind.WildcardOfSite => [new(names.Site, IsWildcard: true)],
        MxListKind.WildcardOfHost => [new(names.MailHost(scenario.Receivers[0]), IsWildcard: true)],
    };

    private static string WithMaxAge(string text, string seconds) => $"{text[..text.IndexOf("max_age:", StringComparison.Ordinal)]}max_age: {seconds}\r\n";

    // Lines that a sender need not know, so that the text is valid but for its size.
    private static string Filled(string text)
    {
        var filled = new StringBuilder(text);
        for (var line = 1; filled.Length < BeyondLargest; line++)
        {
            filled.Append(CultureInfo.InvariantCulture, $"x-filler-{line}: {new string('x', 200)}\r\n");
        }

        return filled.ToString();
    }
}

/// <summary>How a policy host answers.</summary>
public abstract record PolicyAnswer
{
    private PolicyAnswer()
    {
    }

    /// <param name="Status">Of HTTP.</param>
    public sealed record Served(int Status, string ContentType, string Body) : PolicyAnswer;

    /// <summary>301 to another place, where the policy is (RFC 8461 §3.3 forbids to follow).</summary>
    public sealed record Redirected(Uri To) : PolicyAnswer;

    /// <summary>Nothing comes for longer than the minute that RFC 8461 §3.3 suggests as the limit of a fetch.</summary>
    public sealed record Silence : PolicyAnswer;

    /// <summary>The connection is closed.</summary>
    public sealed record Closed : PolicyAnswer;
}
