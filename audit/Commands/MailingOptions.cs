using System.CommandLine;
using MtaStsAudit.Audit.Sending;
using MtaStsAudit.Model.Names;

namespace MtaStsAudit.Audit.Commands;

/// <summary>The options of those verbs that mail an audit's rounds.</summary>
internal static class MailingOptions
{
    public static Option<AuditToken?> Token(string description) => new("--token")
    {
        Description = description,
        HelpName = "UUID",
        CustomParser = ArgumentParsers.Token,
    };

    public static Option<Relay?> SendVia() => new("--send-via")
    {
        Description = "Mails both rounds itself through this mail server, the one to audit: "
            + $"{Relay.Allowed}; with USER the password is taken from {SmtpRelay.PasswordVariable}.",
        HelpName = "URL",
        CustomParser = ArgumentParsers.MailServer,
    };

    public static Option<string?> From() => new("--from")
    {
        Description = "With --send-via: the address that is mailed from (default: audit@ the mail server).",
        HelpName = "ADDRESS",
        CustomParser = ArgumentParsers.Mailbox,
    };

    public static Option<TimeSpan?> Timeout(string fallback) => new("--timeout")
    {
        Description = $"How long to watch: 90s, 10m, 2h (default: {fallback}).",
        HelpName = "TIME",
        CustomParser = ArgumentParsers.Span,
    };
}
