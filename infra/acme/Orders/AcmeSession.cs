using Certes;
using Certes.Acme;

namespace MtaStsAudit.Acme.Orders;

/// <summary>One operation's connection to one ACME server under one account key.</summary>
internal sealed class AcmeSession : IDisposable
{
    // Servers refuse nonces under load; each retry carries the fresh one.
    private const int BadNonceRetries = 10;

    private static readonly TimeSpan RequestLimit = TimeSpan.FromSeconds(60);

    private readonly HttpClient http;

    public AcmeSession(Uri directory, string accountKeyPem, HttpMessageHandler transport, TimeProvider clock, CancellationToken cancellation)
    {
        // The transport outlives the session; the handler above it holds nothing of its own.
        http = new HttpClient(new AcmeTransport(transport, clock, cancellation), disposeHandler: false) { Timeout = RequestLimit };
        Key = KeyFactory.FromPem(accountKeyPem);
        Context = new AcmeContext(directory, Key, new AcmeHttpClient(directory, http), BadNonceRetries);
    }

    public IKey Key { get; }

    public AcmeContext Context { get; }

    public void Dispose() => http.Dispose();
}
