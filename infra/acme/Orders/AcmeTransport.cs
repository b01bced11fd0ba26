using System.Net.Http.Headers;

namespace MtaStsAudit.Acme.Orders;

/// <summary>Turns every refusal into an exception that carries the problem document and the time to retry.</summary>
/// <remarks>Sits below Certes, which reads Retry-After without using it and whose calls take no cancellation token.</remarks>
internal sealed class AcmeTransport(HttpMessageHandler inner, TimeProvider clock, CancellationToken cancellation) : DelegatingHandler(inner)
{
    /// <summary>How long the last answer asks to wait before the same question (RFC 8555 §7.4, §7.5.1).</summary>
    public TimeSpan? AskedPause { get; private set; }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await SendOrExplainAsync(request, cancellationToken).ConfigureAwait(false);
        var retryAt = RetryAt(response.Headers.RetryAfter);
        if (response.IsSuccessStatusCode)
        {
            AskedPause = retryAt - clock.GetUtcNow();
            return response;
        }

        var body = await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
        var problem = AcmeProblem.Parse(body, (int)response.StatusCode);

        // RFC 8555 §6.5: a refused nonce is answered by trying again with the new one, which Certes does.
        if (problem.Type == AcmeProblem.BadNonce)
        {
            return response;
        }

        using (response)
        {
            throw new AcmeProblemException($"The ACME server refused {request.RequestUri}", problem, retryAt);
        }
    }

    private async Task<HttpResponseMessage> SendOrExplainAsync(HttpRequestMessage request, CancellationToken requestToken)
    {
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellation, requestToken);
        try
        {
            return await base.SendAsync(request, both.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (!cancellation.IsCancellationRequested)
        {
            throw new TimeoutException($"The ACME server at {request.RequestUri} did not answer in time.", e);
        }
        catch (HttpRequestException e)
        {
            throw new HttpRequestException($"The ACME server at {request.RequestUri} cannot be reached: {e.Message}", e);
        }
    }

    // RFC 8555 §6.6: Retry-After on a rate limit.
    private DateTimeOffset? RetryAt(RetryConditionHeaderValue? retryAfter) =>
        retryAfter switch
        {
            { Date: { } date } => date,
            { Delta: { } delta } => clock.GetUtcNow() + delta,
            _ => null,
        };
}
