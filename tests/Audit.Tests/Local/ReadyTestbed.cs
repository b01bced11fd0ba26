using System.Net;
using System.Text;

namespace MtaStsAudit.Audit.Tests.Local;

/// <summary>A testbed that is asked whether it is ready: it gives these answers in turn, and the last one from then on.</summary>
internal sealed class ReadyTestbed(params string[] answers) : HttpMessageHandler
{
    public const string NotChecked = """{ "ready": true, "receivers": [ { "ok": true, "receiver": "b", "detail": "not checked yet" } ], "selfCheck": { "ok": true } }""";

    public const string AsDesigned = """
        { "ready": true, "receivers": [ { "ok": true, "receiver": "b", "detail": "as designed" } ], "selfCheck": { "ok": true, "checkedAt": "2026-11-27T12:00:00Z" } }
        """;

    public const string Faulty = """
        { "ready": false, "receivers": [ { "ok": false, "receiver": "b", "detail": "mail-b.audit.test [10.78.1.2]: No mail server answers." } ], "selfCheck": { "ok": true, "checkedAt": "2026-11-27T12:00:00Z" } }
        """;

    public int Asked { get; private set; }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Assert.Equal("/ready", request.RequestUri!.AbsolutePath);
        var answer = answers[Math.Min(Asked++, answers.Length - 1)];
        return Task.FromResult(new HttpResponseMessage(answer.Contains("\"ready\": true", StringComparison.Ordinal) ? HttpStatusCode.OK : HttpStatusCode.ServiceUnavailable)
        {
            Content = new StringContent(answer, Encoding.UTF8, "application/json"),
        });
    }
}
