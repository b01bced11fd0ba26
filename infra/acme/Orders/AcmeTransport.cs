using System.Net.Http.Headers;

namespace MtaStsAudit.Acme.Orders;

/// <summary>Turns every refusal into an exception that carries the problem document and the time to retry.</summary>
/// <remarks>Sits below Certes, whose own exceptions lose Retry-After and whose calls take no cancellation token.</remarks>
internal sealed class AcmeTransport(HttpMessageHandler inner, TimeProvider clock, CancellationToken cancellation) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellation, cancellationToken);
        var response = await SendOrExplainAsync(request, both.Token).ConfigureAwait(false);
        if (response.IsSuccessStatusCode)
        {
            return response;
        }

        var body = await response.Content.ReadAsStringAsync(both.Token).ConfigureAwait(false);
        var problem = AcmeProblem.Parse(body, (int)response.StatusCode);

        // RFC 8555 §6.5: a refused nonce is answered by trying again with the new one, which Certes does.
        if (problem.Type == AcmeProblem.BadNonce)
        {
            return response;
        }

        using (response)
        {
            throw new AcmeProblemException($"The ACME server refused {request.RequestUri}", problem, RetryAt(response.Headers.RetryAfter));
        }
    }

    private async Task<HttpResponseMessage> SendOrExplainAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
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
