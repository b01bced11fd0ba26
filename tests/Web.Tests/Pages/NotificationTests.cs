using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using MtaStsAudit.Collector.Store;
using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Verdicts;
using MtaStsAudit.Web.Tests.Stage;

namespace MtaStsAudit.Web.Tests.Pages;

/// <summary>A sender's bounce is handed in on the page, and by programs.</summary>
public sealed class NotificationTests
{
    private readonly FakeTimeProvider time = new(TimeProvider.System.GetUtcNow());

    [Fact]
    public async Task The_owner_hands_a_bounce_in_and_it_is_shown_with_the_audit_and_in_its_exports()
    {
        await using var stage = await WebStage.StartAsync(time);
        var audit = await MailedAsync(stage);
        Assert.Contains("A bounce came back?", await stage.PageAsync(audit.Path, audit.Cookie), StringComparison.Ordinal);

        using var response = await HandInAsync(stage, audit, Bounce(audit, "b", "4.7.4 <script>TLS is required"), audit.Cookie);

        Assert.Equal((HttpStatusCode.SeeOther, $"{audit.Path}?done=told"), (response.StatusCode, response.Headers.Location?.ToString()));
        var page = await stage.PageAsync(audit.Path);
        Assert.Contains("What the sender told its user", page, StringComparison.Ordinal);
        Assert.Contains("4.7.4 &lt;script&gt;TLS is required", page, StringComparison.Ordinal);
        Assert.DoesNotContain("A bounce came back?", page, StringComparison.Ordinal);
        Assert.Contains("names TLS", await stage.Client.GetStringAsync($"{audit.Path}.md", TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Contains("\"toldUser\"", await stage.Client.GetStringAsync($"{audit.Path}.json", TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_published_audit_has_it_in_the_table_also_when_it_came_late()
    {
        await using var stage = await WebStage.StartAsync(time);
        var audit = await MailedAsync(stage);
        using var published = await stage.PostAsync($"{audit.Path}/sender", new Dictionary<string, string> { ["provider"] = "Careful", ["then"] = "publish" }, audit.Cookie);
        time.Advance(AuditRules.Default.RetryWindow + TimeSpan.FromHours(1));
        Assert.DoesNotContain("names TLS", await stage.Client.GetStringAsync("/providers.csv", TestContext.Current.CancellationToken), StringComparison.Ordinal);

        using var response = await HandInAsync(stage, audit, Bounce(audit, "b", "TLS is required"), audit.Cookie);

        Assert.Contains("b: failed, names TLS.", await stage.Client.GetStringAsync("/providers.csv", TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_handed_in_twice_is_kept_once_and_a_program_is_told_what_was_read()
    {
        await using var stage = await WebStage.StartAsync(time);
        var audit = await MailedAsync(stage);
        foreach (var added in new[] { 1, 0 })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"{audit.Path}/delivery-status") { Content = new StringContent(Bounce(audit, "d", "certificate"), Encoding.UTF8, "message/rfc822") };
            request.Headers.Add("Cookie", audit.Cookie);
            request.Headers.Accept.ParseAdd("application/json");
            using var response = await stage.Client.SendAsync(request, TestContext.Current.CancellationToken);
            var answer = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.Contains($"\"added\":{added}", answer, StringComparison.Ordinal);
            Assert.Contains("\"receiver\":\"d\"", answer, StringComparison.Ordinal);
        }

        Assert.Single(await GivenAsync(stage, audit));
    }

    [Theory]
    [InlineData(true, false, HttpStatusCode.Forbidden)]
    [InlineData(false, false, HttpStatusCode.Conflict)]
    [InlineData(false, true, HttpStatusCode.UnprocessableEntity)]
    public async Task What_does_not_belong_to_the_audit_is_not_taken(bool asStranger, bool isMailed, HttpStatusCode expected)
    {
        await using var stage = await WebStage.StartAsync(time);
        var audit = isMailed || asStranger ? await MailedAsync(stage) : await stage.MakeAuditAsync();
        var another = await stage.MakeAuditAsync();

        using var response = await HandInAsync(stage, audit, Bounce(isMailed ? another : audit, "b", "TLS"), asStranger ? another.Cookie : audit.Cookie);

        Assert.Equal(expected, response.StatusCode);
        Assert.Empty(await GivenAsync(stage, audit));
    }

    [Fact]
    public async Task What_is_too_large_is_refused_and_another_site_s_form_too()
    {
        await using var stage = await WebStage.StartAsync(time);
        var audit = await MailedAsync(stage);
        using var large = await HandInAsync(stage, audit, Bounce(audit, "b", new string('x', 300_000)), audit.Cookie);
        using var foreign = await stage.PostAsync($"{audit.Path}/delivery-status", new Dictionary<string, string> { ["text"] = Bounce(audit, "b", "TLS") }, audit.Cookie, "https://elsewhere.example");

        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, HttpStatusCode.Forbidden), (large.StatusCode, foreign.StatusCode));
        Assert.Empty(await GivenAsync(stage, audit));
    }

    [Fact]
    public async Task It_is_deleted_with_its_audit()
    {
        await using var stage = await WebStage.StartAsync(time);
        var audit = await MailedAsync(stage);
        using var given = await HandInAsync(stage, audit, Bounce(audit, "b", "TLS"), audit.Cookie);
        Assert.Single(await GivenAsync(stage, audit));

        using var deleted = await stage.PostAsync($"{audit.Path}/delete", new Dictionary<string, string> { ["sure"] = "yes" }, audit.Cookie);

        Assert.Equal(HttpStatusCode.SeeOther, deleted.StatusCode);
        Assert.Empty(await GivenAsync(stage, audit));
    }

    private static string Bounce(OwnedAudit audit, string scenario, string error) => $"""
        From: Mail Delivery System <mailer-daemon@mx1.careful.example>
        To: author@careful.example
        Subject: Undelivered
        Date: Fri, 27 Nov 2026 10:00:00 +0000
        Content-Type: multipart/report; boundary=x

        --x
        Content-Type: message/delivery-status

        Reporting-MTA: dns; mx1.careful.example

        Final-Recipient: rfc822; {audit.Token}@{scenario}.audit.test
        Action: failed
        Status: 4.7.4
        Diagnostic-Code: smtp; {error}

        --x--

        """;

    private async Task<OwnedAudit> MailedAsync(WebStage stage)
    {
        var audit = await stage.MakeAuditAsync();
        var sender = new RigSender(stage.Store, audit.Token) { Address = IPAddress.Parse("192.0.2.25"), HostName = "mx1.careful.example" };
        await sender.MailCompliantlyAsync();
        time.Advance(AuditRules.Default.Settle + TimeSpan.FromSeconds(5));
        await sender.MailCompliantlyAsync();
        return audit;
    }

    private static async Task<HttpResponseMessage> HandInAsync(WebStage stage, OwnedAudit audit, string bounce, string cookie)
    {
        using var file = new ByteArrayContent(Encoding.UTF8.GetBytes(bounce));
        file.Headers.ContentType = new MediaTypeHeaderValue("message/rfc822");
        var form = new MultipartFormDataContent { { file, "file", "bounce.eml" }, { new StringContent(""), "text" } };
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{audit.Path}/delivery-status") { Content = form };
        request.Headers.Accept.ParseAdd("text/html");
        request.Headers.Add("Cookie", cookie);
        return await stage.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private static async Task<IReadOnlyList<EvidenceRecord>> GivenAsync(WebStage stage, OwnedAudit audit) => await stage.Services.GetRequiredService<IEvidenceStore>()
        .OfSenderAsync([DeliveryStatusGiven.KeyOf(audit.Token)], DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue, null, TestContext.Current.CancellationToken);
}
