using System.Net;
using System.Net.Http.Json;
using MtaStsAudit.Model.Dns;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Scenarios;
using MtaStsAudit.Model.Sts;
using MtaStsAudit.Model.Verdicts.Profile;
using MtaStsAudit.Web.Tests.Stage;

namespace MtaStsAudit.Web.Tests.Pages;

/// <summary>What each domain is for can be read without a token.</summary>
public sealed class ScenarioPageTests(OpenTestbed testbed) : IClassFixture<OpenTestbed>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static TheoryData<string> Names => [.. Catalogue.Scenarios.Select(scenario => scenario.Name.Value)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_scenario_s_page_has_its_records_its_policy_its_hosts_and_what_is_asked(string name)
    {
        var scenario = Catalogue.FindScenario(new(name))!;
        var page = WebUtility.HtmlDecode(await testbed.Stage.PageAsync($"/scenarios/{name}"));

        Assert.Contains($"UUID@{WebStage.Names.MailDomain(scenario.Name)}", page, StringComparison.Ordinal);
        Assert.Contains(ProfileWording.AskedAt(scenario), page, StringComparison.Ordinal);
        Assert.All(StsRecords.Of(WebStage.Names, scenario), record => Assert.Contains(ZoneFile.Line(record), page, StringComparison.Ordinal));
        Assert.All(scenario.Receivers.Where(receiver => receiver.MxRecord == MxRecordKind.HostName), receiver => Assert.Contains($"MX {receiver.Preference} {WebStage.Names.MailHost(receiver)}.", page, StringComparison.Ordinal));
        Assert.All(scenario.ReportedFailures, failure => Assert.Contains(failure, page, StringComparison.Ordinal));
        if (PublishedPolicy.AnswerOf(WebStage.Names, scenario) is PolicyAnswer.Served { Status: 200 } served)
        {
            Assert.Contains(served.Body[..Math.Min(served.Body.Length, 1000)], page, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_scenario_s_JSON_is_its_description(string name)
    {
        var scenario = Catalogue.FindScenario(new(name))!;
        using var response = await testbed.Stage.GetAsync($"/scenarios/{name}", "application/json");
        var told = await response.Content.ReadAsStringAsync(Cancelled);

        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(
            System.Text.Json.JsonSerializer.Serialize(ScenarioDescription.WithPublication(WebStage.Names, scenario, Suite.Complete), ScenarioDescriptionJson.Default.ScenarioDescription),
            told);
    }

    [Fact]
    public async Task The_list_has_every_scenario_once_in_its_family_with_a_link_to_its_page()
    {
        var page = await testbed.Stage.PageAsync("/scenarios");
        var told = (await testbed.Stage.Client.GetFromJsonAsync("/scenarios", ScenarioDescriptionJson.Default.IReadOnlyListScenarioDescription, Cancelled))!;

        Assert.Equal(Catalogue.Scenarios.Select(scenario => scenario.Name), told.Select(description => description.Scenario));
        Assert.All(told, description => Assert.Single(page.Split($"href=\"/scenarios/{description.Scenario}\"").Skip(1)));
        Assert.All(Enum.GetValues<Family>(), family => Assert.Contains($"id=\"{FamilyWords.NameOf(family)}\"", page, StringComparison.Ordinal));
        Assert.Equal(["standard", "complete", "certificates"], told.Single(description => description.Scenario.Value == "expired").Suites);
    }

    [Theory]
    [InlineData("expired.audit.test", "expired")]
    [InlineData("mail-expired.audit.test", "expired")]
    [InlineData("mta-sts.expired.audit.test", "expired")]
    [InlineData("mail-first-plain-2.audit.test", "first-plain")]
    [InlineData("mx.mail-wildcard-cert-deep.audit.test", "wildcard-cert-deep")]
    [InlineData("B.audit.test", "b")]
    public async Task Who_looks_at_a_name_of_a_scenario_is_led_to_its_page(string host, string scenario)
    {
        using var response = await AtAsync(host, "/");

        Assert.Equal(HttpStatusCode.Found, response.StatusCode);
        Assert.Equal($"https://api.audit.test/scenarios/{scenario}", response.Headers.Location?.ToString());
    }

    [Theory]
    [InlineData("api.audit.test")]
    [InlineData("nobody.audit.test")]
    [InlineData("expired.audit.example")]
    public async Task Any_other_name_has_the_start_page(string host)
    {
        using var response = await AtAsync(host, "/");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData("no-such-scenario")]
    [InlineData("first-plain-2")]
    [InlineData("%20")]
    public async Task A_name_of_no_scenario_is_not_found(string name)
    {
        using var response = await testbed.Stage.GetAsync($"/scenarios/{name}");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Contains("There is no such scenario", await response.Content.ReadAsStringAsync(Cancelled), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_scenario_that_the_testbed_does_not_have_is_explained_and_cannot_be_mailed()
    {
        await using var study = await WebStage.StartAsync();
        var page = await study.PageAsync("/scenarios/expired");

        Assert.Contains("This testbed does not have it", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Make an audit", page, StringComparison.Ordinal);
        Assert.DoesNotContain("/scenarios/expired", await study.PageAsync("/scenarios"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_start_page_and_each_row_of_a_profile_lead_to_scenarios()
    {
        var audit = await testbed.Stage.MakeAuditAsync();
        await new RigSender(testbed.Stage.Store, audit.Token).DeliverToAsync("a", "expired");

        Assert.Contains("href=\"/scenarios\"", await testbed.Stage.PageAsync("/"), StringComparison.Ordinal);
        Assert.Contains("href=\"/scenarios/expired\"", await testbed.Stage.PageAsync(audit.Path), StringComparison.Ordinal);
    }

    private Task<HttpResponseMessage> AtAsync(string host, string path)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Host = host;
        return testbed.Stage.Client.SendAsync(request, Cancelled);
    }
}

/// <summary>A testbed with every scenario, for tests that only look.</summary>
public sealed class OpenTestbed : IAsyncLifetime
{
    internal WebStage Stage { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Stage = await WebStage.StartAsync(suite: Suite.Complete);

    public ValueTask DisposeAsync() => Stage.DisposeAsync();
}
