namespace MtaStsAudit.Model.Evidence;

/// <summary>What a TLS report came in, and what that says of it.</summary>
/// <param name="ByMail">Whether it came by mail, and so needs a signature.</param>
/// <param name="FileName">The name of the file, which names the policy domain: RFC 8460 §5.1. Null when none was given.</param>
/// <param name="Domain">The mail's <c>TLS-Report-Domain</c>, RFC 8460 §5.3.</param>
/// <param name="Subject">The mail's subject, which names the domain as well: RFC 8460 §5.3.</param>
/// <param name="QueueId">Postfix's id of the mail that brought it, as in <see cref="MessageAccepted"/>.</param>
public sealed record ReportEnvelope(bool ByMail, string? FileName, string? Domain = null, string? Subject = null, string? QueueId = null);
