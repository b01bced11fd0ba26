using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace MtaStsAudit.Collector.PolicyHost;

/// <summary>
/// TLS with the certificate picked by the client's server name; a client that asks for any other name is dropped. Kestrel's own
/// middleware keeps to itself why a handshake failed, and that is evidence: a sender that does not take the policy host's certificate says so.
/// </summary>
internal sealed class PolicyHostTls(ServerCertificates certificates, FailedHandshakes failed)
{
    private static readonly TimeSpan HandshakeLimit = TimeSpan.FromSeconds(10);

    public static void Use(ListenOptions listen)
    {
        var tls = listen.ApplicationServices.GetRequiredService<PolicyHostTls>();
        listen.Use(next => connection => tls.ServeAsync(connection, next));
    }

    private async Task ServeAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        await using var stream = new SslStream(new TransportStream(connection.Transport));
        var asked = new AskedFor();
        try
        {
            // Not cancelled when the client closes: what it said before, an alert say, is still to be read.
            using var patience = new CancellationTokenSource(HandshakeLimit);
            await stream.AuthenticateAsServerAsync(OptionsFor, asked, patience.Token);
        }
        catch (Exception fault) when (fault is AuthenticationException or IOException or OperationCanceledException or InvalidOperationException or NotSupportedException)
        {
            await failed.RecordAsync(connection.RemoteEndPoint as IPEndPoint, asked.ServerName, fault);
            return;
        }

        await ServeAsync(connection, new TlsConnection(stream), next);
    }

    private static async Task ServeAsync(ConnectionContext connection, TlsConnection tls, ConnectionDelegate next)
    {
        var transport = connection.Transport;
        connection.Features.Set(tls);
        connection.Features.Set<ITlsConnectionFeature>(tls);
        connection.Features.Set<ITlsApplicationProtocolFeature>(tls);
        try
        {
            connection.Transport = tls;
            await next(connection);
            await tls.Input.CompleteAsync();
            await tls.Output.CompleteAsync();
        }
        finally
        {
            connection.Transport = transport;
        }
    }

    private ValueTask<SslServerAuthenticationOptions> OptionsFor(SslStream stream, SslClientHelloInfo hello, object? state, CancellationToken cancellationToken)
    {
        var serverName = AsciiName.Of(hello.ServerName);
        ((AskedFor)state!).ServerName = serverName;
        return ValueTask.FromResult(new SslServerAuthenticationOptions
        {
            ServerCertificateContext = certificates.Find(serverName) ?? throw new AuthenticationException("The policy host has no certificate for that name."),
            // RFC 8461 §7.2 has senders speak TLS 1.2 or TLS 1.3; both are in use by policy fetchers.
            EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
            ApplicationProtocols = [SslApplicationProtocol.Http2, SslApplicationProtocol.Http11],
        });
    }

    private sealed class AskedFor
    {
        public string? ServerName { get; set; }
    }
}
