using System.Globalization;
using MtaStsAudit.Model;

namespace MtaStsAudit.Audit.Sending;

/// <summary>The mail server that is audited, as a client hands mail to it: <c>smtp://[user@]host[:port]</c> or <c>smtps://…</c>.</summary>
/// <param name="ImplicitTls">TLS from the first octet on (RFC 8314 §3.3).</param>
internal sealed record Relay(string Host, int Port, bool ImplicitTls, string? User)
{
    public const string Allowed = "smtp://HOST:PORT, smtps://HOST:PORT or smtp://USER@HOST:PORT";

    private const int SmtpPort = 25;
    private const int SubmissionPort = 587;
    private const int SubmissionsPort = 465;

    public static Parsed<Relay> Parse(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme is not ("smtp" or "smtps") || uri.Host.Length == 0
            || uri.PathAndQuery.Trim('/').Length > 0)
        {
            return Parsed<Relay>.Invalid($"'{text}' is no mail server; allowed: {Allowed}");
        }

        // Whatever is on a command line can be read by every user of the machine.
        if (uri.UserInfo.Contains(':', StringComparison.Ordinal))
        {
            return Parsed<Relay>.Invalid($"a password does not belong on a command line; leave it out and set {SmtpRelay.PasswordVariable}");
        }

        var implicitTls = uri.Scheme == "smtps";
        var user = uri.UserInfo.Length > 0 ? Uri.UnescapeDataString(uri.UserInfo) : null;
        // .NET knows no default port for these schemes.
        var port = uri.Port > 0 ? uri.Port : implicitTls ? SubmissionsPort : user is null ? SmtpPort : SubmissionPort;
        return Parsed<Relay>.Valid(new(uri.IdnHost.Trim('[', ']'), port, implicitTls, user));
    }

    /// <summary>The address that an audit is mailed from unless the auditor names one.</summary>
    // RFC 5321 §4.1.3: an address is a domain when it is in brackets.
    public string DefaultFrom => Uri.CheckHostName(Host) switch
    {
        UriHostNameType.IPv4 => $"audit@[{Host}]",
        UriHostNameType.IPv6 => $"audit@[IPv6:{Host}]",
        _ => $"audit@{Host}",
    };

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{(ImplicitTls ? "smtps" : "smtp")}://{(Host.Contains(':') ? $"[{Host}]" : Host)}:{Port}");
}
