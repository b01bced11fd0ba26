using System.Net;
using System.Text.RegularExpressions;
using MtaStsAudit.Model.Scenarios;
using MtaStsAudit.Web.Tests.Stage;

namespace MtaStsAudit.Web.Tests.Pages;

/// <summary>An audit is made of a suite, and its page shows that suite's addresses.</summary>
public sealed partial class SuiteChoiceTests(OpenTestbed testbed) : IClassFixture<OpenTestbed>
{
    public static TheoryData<string> Suites => [.. Suite.All.Select(suite => suite.Name)];

    [Theory]
    [MemberData(nameof(Suites))]
    public async Task The_page_of_an_audit_has_the_addresses_of_its_suite_to_copy_and_to_mail_at_once(string name)
    {
        var audit = await testbed.Stage.MakeAuditAsync(name);
        var page = WebUtility.HtmlDecode(await testbed.Stage.PageAsync(audit.Path));
        var addresses = Suite.Find(name)!.Scenarios.Select(scenario => WebStage.Names.Address(audit.Token, scenario.Name)).ToList();

        Assert.Contains($">{string.Join(", ", addresses)}</textarea>", page, StringComparison.Ordinal);
        Assert.Equal(addresses, MailTo().Match(page).Groups[1].Value.Split(','));
        Assert.Equal(addresses, Listed().Matches(page).Select(match => match.Groups[1].Value));
    }

    [Fact]
    public async Task The_start_page_offers_every_suite_that_the_testbed_has()
    {
        var page = await testbed.Stage.PageAsync("/");
        await using var study = await WebStage.StartAsync();

        Assert.Equal(Suite.All.Select(suite => suite.Name), Option().Matches(page).Select(match => match.Groups[1].Value));
        Assert.DoesNotContain("<select", await study.PageAsync("/"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_suite_that_the_testbed_does_not_have_makes_no_audit()
    {
        await using var study = await WebStage.StartAsync();
        using var response = await study.PostAsync("/audits", new Dictionary<string, string> { ["suite"] = "complete" });

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("This testbed has study.", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_addresses_stay_while_mail_comes()
    {
        var audit = await testbed.Stage.MakeAuditAsync("certificates");
        await new RigSender(testbed.Stage.Store, audit.Token).MailCompliantlyAsync();

        Assert.Contains($"{audit.Token}@expired.audit.test", await testbed.Stage.PageAsync(audit.Path), StringComparison.Ordinal);
    }

    [GeneratedRegex("""<a class="button quiet" href="mailto:([^?]*)\?""")]
    private static partial Regex MailTo();

    [GeneratedRegex("<span class=\"address\"><code>([^<]*@[^<]*)</code>")]
    private static partial Regex Listed();

    [GeneratedRegex("""<option value="([^"]*)">""")]
    private static partial Regex Option();
}
