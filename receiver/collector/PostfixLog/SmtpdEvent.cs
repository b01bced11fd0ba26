using MtaStsAudit.Model.Evidence;

namespace MtaStsAudit.Collector.PostfixLog;

/// <summary>What one line of Postfix's smtpd tells of a session.</summary>
internal abstract record SmtpdEvent
{
    internal sealed record Connected(SmtpClient Client) : SmtpdEvent;

    internal sealed record TlsEstablished(TlsParameters Tls) : SmtpdEvent;

    /// <summary>The client named the server it means to talk to (SNI, RFC 6066 §3).</summary>
    internal sealed record ServerNameSent(string ServerName) : SmtpdEvent;

    /// <summary>OpenSSL's own reason, which Postfix logs in a line of its own.</summary>
    internal sealed record TlsProblem(TlsFailure Failure) : SmtpdEvent;

    /// <summary>The handshake did not complete; the line says how little Postfix knows.</summary>
    internal sealed record HandshakeFailed(string Reason) : SmtpdEvent;

    /// <summary>The session did not end by QUIT.</summary>
    /// <param name="LastCommand">In Postfix's words: <c>EHLO</c>, <c>STARTTLS</c>, <c>END-OF-MESSAGE</c>.</param>
    internal sealed record BrokenOff(SessionEnding Ending, string LastCommand) : SmtpdEvent;

    internal sealed record Disconnected(SmtpClient Client, CommandSummary Commands) : SmtpdEvent;
}
