using System.Text.RegularExpressions;
using MtaStsAudit.Model.Evidence;

namespace MtaStsAudit.Model.Notifications;

/// <summary>Which cause a sender names to its user, by the words that it uses.</summary>
public enum StatedCause
{
    /// <summary>It says nothing that tells.</summary>
    None,

    /// <summary>The policy: MTA-STS by name, or a policy of transport security.</summary>
    Policy,

    /// <summary>The certificate of the MX host.</summary>
    Certificate,

    /// <summary>That there is no TLS, or that it failed.</summary>
    Tls,

    /// <summary>The connection: a time-out, a refusal, an unreachable host.</summary>
    Connection,
}

/// <summary>Reads the cause out of a notification.</summary>
public static partial class StatedCauses
{
    /// <summary>The sender's error counts first: the words around it are often the same for every failure.</summary>
    public static StatedCause Of(DeliveryStatus status) =>
        Of($"{status.Diagnostic}") is not StatedCause.None and var told ? told : Of($"{status.Subject} {status.Words}");

    private static StatedCause Of(string text) =>
        Policies().IsMatch(text) ? StatedCause.Policy
        : Certificates().IsMatch(text) ? StatedCause.Certificate
        : Encryption().IsMatch(text) ? StatedCause.Tls
        : Connections().IsMatch(text) ? StatedCause.Connection
        : StatedCause.None;

    [GeneratedRegex(@"\b(mta[-_]?sts|sts[- ]policy|transport security polic(y|ies))\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Policies();

    [GeneratedRegex(@"certificat|\bcert\b|not trusted|untrusted|self.?signed|x\.?509", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Certificates();

    [GeneratedRegex(@"\b(start)?tls\b|\bssl\b|encrypt|handshake", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Encryption();

    [GeneratedRegex(@"(?<!retry )time(d )?-?out|refused|unreachable|no route|cannot connect|could not connect|connect(ion)? (failed|lost|closed|reset)|lost connection", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Connections();
}
