using System.Globalization;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Receivers;

namespace MtaStsAudit.Deployment.Postfix;

/// <summary>The mail domains that a table of recipients is about, as a regular expression and in the text of a reply.</summary>
/// <param name="Pattern">Of the domain.</param>
/// <param name="Text">The domain in a reply, when so many groups stand before it in the pattern.</param>
/// <param name="HostPattern">Of the names of the MX hosts.</param>
internal sealed record RecipientDomain(string Pattern, Func<int, string> Text, string HostPattern)
{
    /// <summary>The domain of one receiver.</summary>
    public static RecipientDomain Of(Receiver receiver, SiteNames names)
    {
        var domain = names.MailDomain(receiver.Scenario);
        return new(Escaped(domain), _ => domain.Value, Escaped(names.MailHost(receiver)));
    }

    /// <summary>
    /// Every domain of a testbed by one expression: a process of Postfix holds each compiled expression for itself, and a few for each of
    /// fifty domains take more than the process.
    /// </summary>
    /// <param name="scenarios">Those whose names may be written in other letters.</param>
    public static RecipientDomain OfAll(SiteNames names, IEnumerable<ReceiverName> scenarios) =>
        new($@"([a-z0-9-]+{string.Concat(scenarios.SelectMany(scenario => OtherSpelling(scenario).Concat(BelowAnother(scenario, names))).Select(labels => $"|{labels}"))})\.{Escaped(names.Site)}", before => $"${before + 1}.{names.Site}", $@"(mx\.)?mail-[a-z0-9-]+\.{Escaped(names.Site)}");

    /// <summary>How a sender with SMTPUTF8 (RFC 6531 §3.3) may write an international name; none for others.</summary>
    internal static IEnumerable<string> OtherSpelling(ReceiverName scenario)
    {
        if (scenario.Value.StartsWith("xn--", StringComparison.Ordinal))
        {
            yield return new IdnMapping().GetUnicode(scenario.Value);
        }
    }

    // The labels of a mail domain that has more than one of its own.
    private static IEnumerable<string> BelowAnother(ReceiverName scenario, SiteNames names)
    {
        var domain = names.MailDomain(scenario);
        if (domain.Parent != names.Site)
        {
            yield return domain.Value[..^(names.Site.Value.Length + 1)].Replace(".", @"\.", StringComparison.Ordinal);
        }
    }

    internal static string Escaped(DomainName domain) => domain.Value.Replace(".", @"\.", StringComparison.Ordinal);
}
