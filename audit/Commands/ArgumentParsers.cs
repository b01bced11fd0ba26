using System.CommandLine.Parsing;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using MimeKit;
using MtaStsAudit.Audit.Conform;
using MtaStsAudit.Audit.Sending;
using MtaStsAudit.Deployment.Local;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Scenarios;

namespace MtaStsAudit.Audit.Commands;

/// <summary>Reads the values of options. A wrong one is told with its name, its value and what is allowed.</summary>
internal static class ArgumentParsers
{
    public const int DnsPort = 53;

    private static readonly TimeSpan LongestSpan = TimeSpan.FromDays(7);

    public static AuditToken? Token(ArgumentResult result) =>
        AuditToken.TryParse(Text(result), out var token) ? token : Wrong<AuditToken?>(result, "a UUID, such as 0f8fad5b-d9cb-469f-a165-70867728950e");

    public static Suite? SuiteName(ArgumentResult result) =>
        Suite.Find(Text(result)) ?? Wrong<Suite?>(result, $"one of {string.Join(", ", Suite.All.Select(suite => suite.Name))}");

    public static ConformanceLevel ConformanceLevelName(ArgumentResult result) =>
        Named(result, Enum.GetValues<ConformanceLevel>(), Conform.ConformanceLevelName.Of);

    public static List<Family> FamilyNames(ArgumentResult result) =>
        [.. result.Tokens.Select(token => Named(result, token.Value, Enum.GetValues<Family>(), FamilyWords.NameOf))];

    /// <summary>Names of senders of the zoo, with commas between them.</summary>
    public static List<string> SenderNames(ArgumentResult result) =>
        [.. Listed(result).Select(name => Named(result, name, ZooSenders.Names, one => one))];

    /// <summary>Names of Debian's releases, with commas between them.</summary>
    public static List<DebianRelease> ReleaseNames(ArgumentResult result) =>
        [.. Listed(result).Select(name => Named(result, name, Enum.GetValues<DebianRelease>(), DebianReleaseName.Of))];

    public const string HttpAddresses = "an http or https URL, such as https://api.audit.example.com";

    public static Uri? HttpAddress(ArgumentResult result) =>
        TryHttpAddress(Text(result), out var address) ? address : Wrong<Uri?>(result, HttpAddresses);

    public static bool TryHttpAddress(string text, [NotNullWhen(true)] out Uri? address) =>
        Uri.TryCreate(text, UriKind.Absolute, out address) && address.Scheme is "http" or "https";

    public static Relay? MailServer(ArgumentResult result)
    {
        var relay = Relay.Parse(Text(result));
        if (relay.IsValid)
        {
            return relay.Value;
        }

        result.AddError($"{Name(result)}: {relay.Error}.");
        return null;
    }

    public static string? Mailbox(ArgumentResult result) =>
        MailboxAddress.TryParse(Text(result), out var address) && address.Domain.Length > 0
            ? address.Address
            : Wrong<string?>(result, "a mail address, such as postmaster@example.com");

    /// <summary>An address, with or without a port.</summary>
    public static IPEndPoint? Resolver(ArgumentResult result) =>
        // .NET reads 1.2.3 as 1.2.0.3, which is not what is meant by it.
        IPEndPoint.TryParse(Text(result), out var endPoint)
            && (endPoint.AddressFamily != AddressFamily.InterNetwork || Text(result).Split(':')[0] == endPoint.Address.ToString())
            ? endPoint.Port == 0 ? new(endPoint.Address, DnsPort) : endPoint
            : Wrong<IPEndPoint?>(result, "an IP address, with or without a port, such as 9.9.9.9");

    /// <summary>Seconds, or a number with s, m or h.</summary>
    public static TimeSpan? Span(ArgumentResult result)
    {
        var text = Text(result);
        var (number, unit) = text switch
        {
            [.. var digits, 's'] => (digits, 1),
            [.. var digits, 'm'] => (digits, 60),
            [.. var digits, 'h'] => (digits, 3600),
            _ => (text, 1),
        };
        return int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            && count > 0 && (long)count * unit <= LongestSpan.TotalSeconds
            ? TimeSpan.FromSeconds((long)count * unit)
            : Wrong<TimeSpan?>(result, "1s to 7 days in seconds, minutes or hours: 90, 90s, 10m, 2h");
    }

    private static IEnumerable<string> Listed(ArgumentResult result) =>
        result.Tokens.SelectMany(token => token.Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).Distinct();

    private static T Named<T>(ArgumentResult result, IReadOnlyList<T> all, Func<T, string> nameOf) => Named(result, Text(result), all, nameOf);

    private static T Named<T>(ArgumentResult result, string name, IReadOnlyList<T> all, Func<T, string> nameOf)
    {
        if (all.Any(one => nameOf(one) == name))
        {
            return all.First(one => nameOf(one) == name);
        }

        result.AddError($"{Name(result)} is '{name}'; allowed: one of {string.Join(", ", all.Select(nameOf))}.");
        return all[0];
    }

    private static string Text(ArgumentResult result) => result.Tokens.Count == 1 ? result.Tokens[0].Value : "";

    private static T? Wrong<T>(ArgumentResult result, string allowed)
    {
        result.AddError($"{Name(result)} is '{Text(result)}'; allowed: {allowed}.");
        return default;
    }

    private static string Name(ArgumentResult result) => result.Parent is OptionResult option ? option.Option.Name : result.Argument.Name;
}
