using System.Net;
using System.Net.Sockets;
using MtaStsAudit.Model.SelfChecks;

namespace MtaStsAudit.Stack.Acceptance;

/// <summary>What came of checking one address of a deployment.</summary>
/// <param name="Who">Who should answer there.</param>
/// <param name="IsMail">On port 25; else on port 443.</param>
/// <param name="IsReserved">Whether it is an address of DigitalOcean's reserved ones.</param>
internal sealed record DeployedAnswer(string Who, string Address, bool IsMail, bool IsReserved, SiteFinding Finding)
{
    private AddressFamily Family => IPAddress.Parse(Address).AddressFamily;

    /// <summary>The line that tells of it.</summary>
    /// <param name="all">What came of the whole deployment: it tells who blocks the way.</param>
    public string Words(IReadOnlyList<DeployedAnswer> all) => Finding.Answered
        ? $"{Who}, {Finding.Subject}: {Finding.What}"
        : $"{Who} cannot be reached from here, {Finding.Subject}: {Finding.What} {Blocked(all)}";

    // Port 25 is blocked by many networks, and by DigitalOcean over IPv6 and at reserved addresses: what else answers tells which of them it is.
    private string Blocked(IReadOnlyList<DeployedAnswer> all)
    {
        var (family, label) = (Family, Family == AddressFamily.InterNetworkV6 ? "IPv6" : "IPv4");
        if (Answers(family, IsMail))
        {
            return IsReserved
                ? "Other receivers answer from here: DigitalOcean restricts SMTP at reserved addresses. Ask their support, or leave reservedAddresses."
                : $"Others answer from here over {label}, so this network does not block it: look at 'docker ps' and the log on its host.";
        }

        if (!IsMail || !Answers(family, isMail: false))
        {
            return $"Nothing answers from here over {label}.{(family == AddressFamily.InterNetworkV6 ? " If this network has no IPv6, set mta-sts-audit:check to ipv4." : "")}";
        }

        return family == AddressFamily.InterNetworkV6 && Answers(AddressFamily.InterNetwork, isMail: true)
            ? "Receivers answer from here over IPv4, and the API over IPv6: SMTP over IPv6 is blocked, most likely by the host's provider (DigitalOcean does). Ask their support, or set mta-sts-audit:check to ipv4."
            : $"The API answers from here over {label} and no receiver does: this network most likely blocks connections to port 25. Set mta-sts-audit:check to https, and check from elsewhere.";

        bool Answers(AddressFamily by, bool isMail) => all.Any(one => one.IsMail == isMail && one.Family == by && one.Finding.Answered);
    }
}
