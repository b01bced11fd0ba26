using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using MtaStsAudit.Acme.Tests.Rig;
using MtaStsAudit.Resources;

namespace MtaStsAudit.Acme.Tests.Plugin;

/// <summary>An authority that says when it would have certificates renewed (RFC 9773), and what an order says besides names.</summary>
public sealed class RenewalAdviceTests(AcmeRig rig) : CertificateTest(rig)
{
    private static readonly Uri Resource = new("https://ari.example/renewal-info");

    [Fact]
    public async Task A_certificate_that_the_authority_wants_renewed_is_due_and_the_order_names_it()
    {
        var orders = await AdvisingAsync(DateTimeOffset.UtcNow.AddDays(-2), DateTimeOffset.UtcNow.AddDays(-1));
        var certificate = await IssueAsync("mail-a.audit.example.com");

        var diff = await Plugin.DiffAsync(certificate);
        var renewed = await Plugin.UpdateAsync(certificate);

        Assert.Equal([PropertyName.NotAfter], diff.Diffs);
        Assert.Contains(Plugin.Engine.Messages, message => message.Contains("issued anew: the authority asks for it, from ", StringComparison.Ordinal) && message.Contains("see https://ari.example/why", StringComparison.Ordinal));
        Assert.NotEqual(certificate.Outputs.Text(PropertyName.SerialNumber), renewed.Outputs.Text(PropertyName.SerialNumber));
        Assert.Null(orders[0]["replaces"]);
        Assert.Matches("^[A-Za-z0-9_-]+[.][A-Za-z0-9_-]+$", (string?)orders[^1]["replaces"]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3000)]
    public async Task Advice_for_later_makes_nothing_later(int days)
    {
        await AdvisingAsync(DateTimeOffset.UtcNow.AddDays(days), DateTimeOffset.UtcNow.AddDays(days + 1));
        var certificate = await IssueAsync("mail-a.audit.example.com");

        Assert.False((await Plugin.DiffAsync(certificate)).Changes);

        Plugin.Clock.Shift = DateTimeOffset.Parse(certificate.Outputs.Text(PropertyName.RenewAt), null) - DateTimeOffset.UtcNow;
        Assert.True((await Plugin.DiffAsync(certificate)).Changes);
    }

    [Fact]
    public async Task An_authority_that_does_not_answer_changes_nothing()
    {
        await AdvisingAsync(DateTimeOffset.UtcNow.AddDays(-2), DateTimeOffset.UtcNow.AddDays(-1));
        var certificate = await IssueAsync("mail-a.audit.example.com");
        var usual = Plugin.Transport.Answer;
        Plugin.Transport.Answer = request => request.RequestUri!.Host == Resource.Host ? new(HttpStatusCode.ServiceUnavailable) : usual(request);

        Assert.False((await Plugin.DiffAsync(certificate)).Changes);
    }

    [Fact]
    public async Task A_profile_is_ordered_by_its_name_and_another_one_is_another_certificate()
    {
        var orders = Orders();
        var certificate = await Plugin.CreateAsync(ProviderPackage.Certificate, Name, (await InputsAsync("mail-a.audit.example.com")).With(PropertyName.Profile, "shortlived"));

        Assert.Equal("shortlived", (string?)orders.Single()["profile"]);
        var diff = await Plugin.DiffAsync(certificate, certificate.Inputs.With(PropertyName.Profile, "classic"));
        Assert.Contains(PropertyName.NotAfter, diff.Diffs!);
        Assert.Contains(Plugin.Engine.Messages, message => message.Contains("profile changes", StringComparison.Ordinal));
    }

    // Pebble of Debian bookworm knows no such advice: its directory gets the entry here.
    private async Task<List<JsonNode>> AdvisingAsync(DateTimeOffset start, DateTimeOffset end)
    {
        using var http = new HttpClient(Rig.Pebble.Transport());
        var directory = JsonNode.Parse(await http.GetStringAsync(Rig.Pebble.Directory, TestContext.Current.CancellationToken))!;
        directory["renewalInfo"] = Resource.ToString();
        var window = new JsonObject { ["suggestedWindow"] = new JsonObject { ["start"] = $"{start:O}", ["end"] = $"{end:O}" }, ["explanationURL"] = "https://ari.example/why" };
        Plugin.Transport.Answer = request =>
            request.RequestUri == Rig.Pebble.Directory ? Json(directory)
            : request.RequestUri!.Host == Resource.Host ? Json(window)
            : null;
        return Orders();
    }

    /// <summary>What each order asks for.</summary>
    private List<JsonNode> Orders()
    {
        List<JsonNode> orders = [];
        Plugin.Transport.Answered = async (request, response) =>
        {
            if (request.Method == HttpMethod.Post && response.StatusCode == HttpStatusCode.Created && response.Headers.Location?.AbsolutePath.Contains("order", StringComparison.Ordinal) == true)
            {
                var jws = JsonNode.Parse(await request.Content!.ReadAsStringAsync())!;
                orders.Add(JsonNode.Parse(System.Buffers.Text.Base64Url.DecodeFromChars((string)jws["payload"]!))!);
            }
        };
        return orders;
    }

    private static HttpResponseMessage Json(JsonNode node) => new(HttpStatusCode.OK) { Content = new StringContent(node.ToJsonString(), Encoding.UTF8, "application/json") };
}
