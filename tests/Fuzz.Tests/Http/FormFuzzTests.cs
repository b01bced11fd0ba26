using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using MtaStsAudit.Collector.Web;
using MtaStsAudit.Fuzz.Tests.Fuzzing;
using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Web.Tests.Stage;

namespace MtaStsAudit.Fuzz.Tests.Http;

/// <summary>Forms against the whole collector over HTTP: no body makes it fail, and none opens what its secret keeps.</summary>
public sealed class FormFuzzTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const string SecretText = "what only the administrator reads";
    private const string Token = "0f8fad5b-d9cb-469f-a165-70867728950e";

    private static readonly string[] Grammar =
    [
        "users=", "secret=", "&", "=", "%", "%00", "%ff", "+", ",", Token, "0F8FAD5B-D9CB-469F-A165-70867728950E", "key=", "provider=", "domain=", "then=publish", "then=withdraw", "then=save",
        "--b\r\nContent-Disposition: form-data; name=\"users\"\r\n\r\n", "--b--\r\n", "\r\n", "filename=\"x\"", ";",
    ];

    private WebStage stage = null!;
    private OwnedAudit owned = null!;

    public async ValueTask InitializeAsync()
    {
        stage = await WebStage.StartAsync(limits: new WebLimits(int.MaxValue, int.MaxValue, int.MaxValue, int.MaxValue, 10_000) { PollsPerMinute = int.MaxValue });
        owned = await stage.MakeAuditAsync();
        var client = new SmtpClient(IPAddress.Parse("192.0.2.25"), 40000, "mx1.sender.example");
        await stage.Store.AppendAsync(
            [new MessageAccepted(new ReceiverName('a'), client, "mx1.sender.example", null, "x@sender.example", $"{Token}@a.audit.test", new AuditToken(Guid.Parse(Token)), "4Q", "s", 9)],
            Encoding.UTF8.GetBytes(SecretText), TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync() => stage.DisposeAsync();

    [Fact]
    public void No_form_makes_the_poll_fail_or_tell_a_text() => new FuzzRun("poll-form", output) { Dictionary = Grammar, Longest = 4 * 1024 }.Try(1_200, octets =>
    {
        var (status, body) = Post("/poll", octets, null);
        Assert.Contains(status, (HttpStatusCode[])[HttpStatusCode.OK, HttpStatusCode.BadRequest, HttpStatusCode.Unauthorized]);
        Assert.DoesNotContain(SecretText, body, StringComparison.Ordinal);
        if (status == HttpStatusCode.OK)
        {
            using var answer = JsonDocument.Parse(body);
            Assert.All(answer.RootElement.EnumerateObject(), user => Assert.True(user.Name.Length == 0 || Guid.TryParseExact(user.Name, "D", out _), user.Name));
        }

        return HashCode.Combine(status, body.Length);
    });

    [Fact]
    public void No_form_makes_an_audit_s_page_fail_and_only_its_owner_changes_it() => new FuzzRun("audit-form", output) { Dictionary = Grammar, Longest = 4 * 1024 }.Try(600, octets =>
    {
        var (strangers, _) = Post($"{owned.Path}/sender", octets, null);
        Assert.Contains(strangers, (HttpStatusCode[])[HttpStatusCode.Forbidden, HttpStatusCode.BadRequest]);
        var (guess, _) = Post($"{owned.Path}/owner", octets, null);
        Assert.Contains(guess, (HttpStatusCode[])[HttpStatusCode.Forbidden, HttpStatusCode.BadRequest]);
        var (owners, _) = Post($"{owned.Path}/sender", octets, owned.Cookie);
        Assert.Contains(owners, (HttpStatusCode[])[HttpStatusCode.SeeOther, HttpStatusCode.BadRequest, HttpStatusCode.Conflict]);
        return HashCode.Combine(strangers, guess, owners);
    });

    private (HttpStatusCode Status, string Body) Post(string path, byte[] octets, string? cookie)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(octets) };
        request.Content.Headers.ContentType = octets is [(byte)'-', (byte)'-', ..]
            ? MediaTypeHeaderValue.Parse("multipart/form-data; boundary=b")
            : MediaTypeHeaderValue.Parse("application/x-www-form-urlencoded");
        if (cookie is not null)
        {
            request.Headers.Add("Cookie", cookie);
        }

        using var response = stage.Client.Send(request, TestContext.Current.CancellationToken);
        using var reader = new StreamReader(response.Content.ReadAsStream());
        return (response.StatusCode, reader.ReadToEnd());
    }
}
