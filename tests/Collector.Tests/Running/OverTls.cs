using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using MtaStsAudit.Model.Certificates;

namespace MtaStsAudit.Collector.Tests.Running;

/// <summary>The collector's HTTPS port: certificates for it, and requests octet by octet.</summary>
internal static class OverTls
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <param name="from">The client's address; any of this host's if left out.</param>
    /// <returns>A connection after its handshake.</returns>
    public static async Task<SslStream> ConnectAsync(IPEndPoint endPoint, string serverName, IPAddress? from = null)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.Bind(new IPEndPoint(from ?? IPAddress.Any, 0));
        await socket.ConnectAsync(endPoint, Cancelled);
        var tls = new SslStream(new NetworkStream(socket, ownsSocket: true));
        await tls.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions { TargetHost = serverName, RemoteCertificateValidationCallback = (_, shown, _, _) => shown is not null, EnabledSslProtocols = SslProtocols.Tls13 }, Cancelled);
        return tls;
    }

    public static async Task<(int Status, string Body, string Thumbprint)> GetAsync(IPEndPoint endPoint, string serverName, string host, string path, IPAddress? from = null)
    {
        var (head, body, thumbprint) = await AnswerAsync(endPoint, serverName, host, path, from);
        return (int.Parse(head.AsSpan("HTTP/1.1 ".Length, 3), System.Globalization.CultureInfo.InvariantCulture), body, thumbprint);
    }

    /// <returns>The answer's lines up to its body, which are none when the connection was closed without one.</returns>
    public static async Task<(string Head, string Body, string Thumbprint)> AnswerAsync(IPEndPoint endPoint, string serverName, string host, string path, IPAddress? from = null)
    {
        await using var tls = await ConnectAsync(endPoint, serverName, from);
        await tls.WriteAsync(Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: {host}\r\nUser-Agent: tester\r\nConnection: close\r\n\r\n"), Cancelled);
        using var reader = new StreamReader(tls);
        var answer = await reader.ReadToEndAsync(Cancelled);
        using var certificate = new X509Certificate2(tls.RemoteCertificate!);
        var end = answer.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        return end < 0 ? (answer, "", certificate.Thumbprint) : (answer[..end], answer[(end + 4)..], certificate.Thumbprint);
    }

    /// <param name="name">The host, by which its folder is called.</param>
    /// <param name="dnsName">What the certificate names; the host if left out.</param>
    /// <returns>The thumbprint.</returns>
    public static string WriteCertificate(TemporaryFolder folder, string name, string? dnsName = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(dnsName ?? name);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddHours(-1), DateTimeOffset.UtcNow.AddDays(1));
        // As a deployment does it: a new file takes the place of the old one.
        var file = Path.Combine(Directory.CreateDirectory(folder.At($"certificates/{name}")).FullName, IssuedCertificate.FileName);
        File.WriteAllText(file + ".new", $"{key.ExportPkcs8PrivateKeyPem()}\n{certificate.ExportCertificatePem()}\n");
        File.Move(file + ".new", file, overwrite: true);
        return certificate.Thumbprint;
    }
}
