using System.IO.Pipelines;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace MtaStsAudit.Collector.PolicyHost;

/// <summary>A connection after its handshake: what HTTP reads and writes, and what it is told of TLS.</summary>
internal sealed class TlsConnection(SslStream stream) : IDuplexPipe, ITlsConnectionFeature, ITlsApplicationProtocolFeature
{
    public PipeReader Input { get; } = PipeReader.Create(stream, new StreamPipeReaderOptions(leaveOpen: true));

    public PipeWriter Output { get; } = PipeWriter.Create(stream, new StreamPipeWriterOptions(leaveOpen: true));

    /// <summary>The name that the client asked for (SNI).</summary>
    public string ServerName { get; } = stream.TargetHostName;

    public SslProtocols Protocol { get; } = stream.SslProtocol;

    // RFC 7301: by this, HTTP picks its version.
    public ReadOnlyMemory<byte> ApplicationProtocol { get; } = stream.NegotiatedApplicationProtocol.Protocol;

    /// <summary>No client is asked for one.</summary>
    public X509Certificate2? ClientCertificate { get; set; }

    public Task<X509Certificate2?> GetClientCertificateAsync(CancellationToken cancellationToken) => Task.FromResult(ClientCertificate);
}
