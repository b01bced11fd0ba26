using System.Net;
using System.Net.Sockets;

namespace MtaStsAudit.Deployment.Hosts;

/// <summary>A machine of the operator's own, wherever it stands.</summary>
/// <param name="Name">One DNS label, by which it is the same host from one deployment to the next.</param>
/// <param name="Addresses">Those that receivers may have, at least one, in the order in which they are given out.</param>
/// <param name="Private">Where the other hosts reach it without the internet; null: only at its public addresses.</param>
public sealed record OwnHost(string Name, SshAccess Ssh, IReadOnlyList<OwnAddress> Addresses, IPAddress? Private = null);

/// <summary>How a host is logged on to.</summary>
/// <param name="Address">A host name or an IP address.</param>
/// <param name="User"><c>root</c>, or one who may use <c>sudo</c> without a password.</param>
/// <param name="HostKey">The key that the host has to show, as a line of <c>authorized_keys</c> without a comment.</param>
public sealed record SshAccess(string Address, int Port, string User, string HostKey)
{
    public const int DefaultPort = 22;
    public const string DefaultUser = "root";
}

/// <summary>An address of a host.</summary>
/// <param name="Public">What DNS publishes.</param>
/// <param name="Local">What the host itself has: another one where a cloud translates addresses.</param>
public sealed record OwnAddress(IPAddress Public, IPAddress Local)
{
    public bool IsIPv6 => Public.AddressFamily == AddressFamily.InterNetworkV6;

    public override string ToString() => Public.ToString();
}
