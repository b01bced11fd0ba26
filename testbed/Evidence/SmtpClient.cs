using System.Net;

namespace MtaStsAudit.Testbed.Evidence;

/// <summary>The client of an SMTP session as Postfix knows it.</summary>
/// <param name="VerifiedHostName">The name whose address records lead back to the address; null when Postfix says "unknown".</param>
public sealed record SmtpClient(IPAddress Address, int Port, string? VerifiedHostName);
