using System.Net;
using System.Text;

namespace MtaStsAudit.Acme.Tests.Rig;

/// <summary>Counts what is asked to be done, looking left out (RFC 8555 §6.3: all but the directory is asked by POST), and can answer in the server's place.</summary>
internal sealed class InterposedTransport(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private int requests;

    public int Requests => requests;

    public Func<HttpRequestMessage, HttpResponseMessage?> Answer { get; set; } = _ => null;

    public Func<HttpRequestMessage, HttpResponseMessage, Task> Answered { get; set; } = (_, _) => Task.CompletedTask;

    public static HttpResponseMessage Problem(HttpStatusCode status, string json, TimeSpan? retryAfter = null)
    {
        var response = new HttpResponseMessage(status) { Content = new StringContent(json, Encoding.UTF8, "application/problem+json") };
        response.Headers.RetryAfter = retryAfter is { } delay ? new(delay) : null;
        return response;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Method != HttpMethod.Get)
        {
            Interlocked.Increment(ref requests);
        }

        var response = Answer(request) ?? await base.SendAsync(request, cancellationToken);
        await Answered(request, response);
        return response;
    }
}

/// <summary>A machine without a network: it may look whether there is one, and nothing may depend on it.</summary>
internal sealed class NoNetwork : HttpMessageHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        throw (request.Method == HttpMethod.Get
            ? (Exception)new HttpRequestException("Network is unreachable")
            : new InvalidOperationException($"The network was used: {request.Method} {request.RequestUri}"));
}
