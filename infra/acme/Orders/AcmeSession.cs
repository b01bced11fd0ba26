using Certes;
using Certes.Acme;

namespace MtaStsAudit.Acme.Orders;

/// <summary>One operation's connection to one ACME server under one account key.</summary>
internal sealed class AcmeSession : IDisposable
{
    // Servers refuse nonces under load; each retry carries the fresh one.
    private const int BadNonceRetries = 10;

    private static readonly TimeSpan RequestLimit = TimeSpan.FromSeconds(60);

    private readonly AcmeTransport transport;
    private readonly HttpClient http;

    private AcmeSession(Uri directory, string accountKeyPem, Network network, CancellationToken cancellation)
    {
        // The transport outlives the session; the handler above it holds nothing of its own.
        transport = new AcmeTransport(network.Transport, network.Clock, cancellation);
        http = new HttpClient(transport, disposeHandler: false) { Timeout = RequestLimit };
        Key = KeyFactory.FromPem(accountKeyPem);
        Context = new AcmeContext(directory, Key, new AcmeHttpClient(directory, http), BadNonceRetries);
    }

    public IKey Key { get; }

    public AcmeContext Context { get; }

    /// <summary>How long the last answer asks to wait before the same question.</summary>
    public TimeSpan? AskedPause => transport.AskedPause;

    /// <summary>Makes the account of a new key and agrees to the terms of service (RFC 8555 §7.3).</summary>
    public static Task<(AcmeSession Session, IAccountContext Account)> RegisterAsync(
        Uri directory, string accountKeyPem, IList<string> contact, Network network, CancellationToken cancellation) =>
        OpenAsync(new(directory, accountKeyPem, network, cancellation), context => context.NewAccount(contact, termsOfServiceAgreed: true));

    /// <summary>Finds the account of a key (RFC 8555 §7.3.1); every request that follows is in its name.</summary>
    /// <exception cref="AcmeProblemException">The server knows no such account, or refuses otherwise.</exception>
    public static Task<(AcmeSession Session, IAccountContext Account)> OpenAsync(
        Uri directory, string accountKeyPem, Network network, CancellationToken cancellation) =>
        OpenAsync(new(directory, accountKeyPem, network, cancellation), context => context.Account());

    public void Dispose() => http.Dispose();

    private static async Task<(AcmeSession Session, IAccountContext Account)> OpenAsync(
        AcmeSession session, Func<AcmeContext, Task<IAccountContext>> account)
    {
        try
        {
            var directory = await session.Context.GetDirectory().ConfigureAwait(false);
            if (directory is not { NewAccount: not null, NewNonce: not null, NewOrder: not null })
            {
                throw new InvalidOperationException($"{session.Context.DirectoryUri} answers, but is no ACME directory (RFC 8555 §7.1.1).");
            }

            return (session, await RetryingAsync(() => account(session.Context)).ConfigureAwait(false));
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    // For these two requests Certes tries once more, whatever number it was given.
    private static async Task<T> RetryingAsync<T>(Func<Task<T>> call)
    {
        for (var retry = 0; ; retry++)
        {
            try
            {
                return await call().ConfigureAwait(false);
            }
            catch (AcmeRequestException e) when (e.Error?.Type == AcmeProblem.BadNonce && retry < BadNonceRetries)
            {
                // RFC 8555 §6.5: try again with the nonce that came with the refusal.
            }
        }
    }
}
