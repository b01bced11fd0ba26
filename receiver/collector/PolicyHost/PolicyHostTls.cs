using System.Net.Security;
using System.Security.Authentication;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace MtaStsAudit.Collector.PolicyHost;

/// <summary>TLS with the certificate picked by the client's server name; a client that asks for any other name is dropped.</summary>
internal static class PolicyHostTls
{
    private static readonly TimeSpan HandshakeLimit = TimeSpan.FromSeconds(10);

    public static void UsePolicyHostTls(this ListenOptions listen) =>
        listen.UseHttps(new TlsHandshakeCallbackOptions
        {
            HandshakeTimeout = HandshakeLimit,
            OnConnection = context =>
            {
                var certificates = listen.ApplicationServices.GetRequiredService<ServerCertificates>();
                return ValueTask.FromResult(new SslServerAuthenticationOptions
                {
                    ServerCertificateContext = certificates.Find(context.ClientHelloInfo.ServerName)
                        ?? throw new AuthenticationException("No certificate for that server name."),
                    // RFC 8461 §7.2 has senders speak TLS 1.2 or TLS 1.3; both are in use by policy fetchers.
                    EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
                });
            },
        });
}
