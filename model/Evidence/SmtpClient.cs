using System.Net;

namespace MtaStsAudit.Model.Evidence;

/// <summary>The client of an SMTP session as Postfix knows it.</summary>
/// <param name="VerifiedHostName">The name whose address records lead back to the address; null when Postfix says "unknown".</param>
public sealed record SmtpClient(IPAddress Address, int Port, string? VerifiedHostName)
{
    /// <param name="name">The host name as Postfix gives it, <c>unknown</c> for a name that does not lead back.</param>
    public static SmtpClient NamedByPostfix(string name, IPAddress address, int port) =>
        new(address, port, name is "" or "unknown" ? null : name);
}
