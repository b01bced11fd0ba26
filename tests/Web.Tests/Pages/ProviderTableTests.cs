using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using MtaStsAudit.Model.Scenarios;
using MtaStsAudit.Model.Verdicts;
using MtaStsAudit.Web.Tests.Stage;

namespace MtaStsAudit.Web.Tests.Pages;

/// <summary>The published audits, with the study's columns and a count of the profile.</summary>
public sealed class ProviderTableTests : IAsyncLifetime
{
    private readonly FakeTimeProvider time = new(TimeProvider.System.GetUtcNow());
    private WebStage stage = null!;
    private OwnedAudit profiled = null!;
    private OwnedAudit study = null!;

    public async ValueTask InitializeAsync()
    {
        stage = await WebStage.StartAsync(time, suite: Suite.Complete);
        profiled = await PublishedAsync("With Profile", "192.0.2.25", "wrong-name", "expired");
        study = await PublishedAsync("Study Only", "198.51.100.7");
    }

    public async ValueTask DisposeAsync() => await stage.DisposeAsync();

    [Fact]
    public async Task A_row_has_the_study_s_six_and_a_count_of_its_profile_that_leads_to_the_audit()
    {
        var page = await stage.PageAsync("/providers");

        Assert.Equal(12, page.Split("role=\"cell\" data-label=\"").Skip(1).Count(cell => cell[0] is >= 'a' and <= 'f' && cell[1] == '"'));
        Assert.Contains($"<a href=\"/audits/{profiled.Token}#profile-title\">Profile</a>: 5 conform, 2 violate a MUST, 1 shown only", page, StringComparison.Ordinal);
        Assert.DoesNotContain($"/audits/{study.Token}#profile-title", page, StringComparison.Ordinal);
        Assert.Contains("id=\"profile-title\"", await stage.PageAsync(profiled.Path), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/providers.json", "text/html")]
    [InlineData("/providers", "application/json")]
    public async Task The_JSON_has_the_outcomes_and_the_counts(string path, string accept)
    {
        using var response = await stage.GetAsync($"{path}?sort=provider&order=descending", accept);
        using var rows = JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        var (first, second) = (rows.RootElement[0], rows.RootElement[1]);

        Assert.Equal(("With Profile", $"/audits/{profiled.Token}"), (first.GetProperty("provider").GetString(), first.GetProperty("audit").GetString()));
        Assert.Equal(2, first.GetProperty("profile").GetProperty("violatesMust").GetInt32());
        Assert.Equal("Refused", first.GetProperty("outcomes").GetProperty("b").GetString());
        Assert.Equal("FullSupport", first.GetProperty("label").GetString());
        Assert.False(second.TryGetProperty("profile", out _));
    }

    [Fact]
    public async Task Markdown_and_CSV_have_the_profile_in_a_column()
    {
        using var csv = await stage.GetAsync("/providers.csv?sort=provider");
        var lines = (await csv.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Split("\r\n");

        Assert.Contains("\"Support\",\"Profile\",", lines[0], StringComparison.Ordinal);
        Assert.Contains(",\"Full support, so far\",\"\",", lines[1], StringComparison.Ordinal);
        Assert.Contains(",\"5 conform, 2 violate a MUST, 1 shown only\",", lines[2], StringComparison.Ordinal);
    }

    private async Task<OwnedAudit> PublishedAsync(string provider, string client, params string[] delivered)
    {
        var audit = await stage.MakeAuditAsync();
        var sender = new RigSender(stage.Store, audit.Token) { Address = IPAddress.Parse(client), HostName = $"mx.{client.Replace('.', '-')}.example" };
        for (var round = 0; round < 2; round++)
        {
            await sender.MailCompliantlyAsync();
            await sender.DeliverToAsync(delivered);
            time.Advance(AuditRules.Default.Settle + TimeSpan.FromSeconds(5));
        }

        using var published = await stage.PostAsync(
            $"{audit.Path}/sender", new Dictionary<string, string> { ["provider"] = provider, ["domain"] = "", ["then"] = "publish" }, audit.Cookie);
        Assert.Equal(HttpStatusCode.SeeOther, published.StatusCode);
        return audit;
    }
}
