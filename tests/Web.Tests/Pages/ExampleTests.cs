using MtaStsAudit.Collector.Store;
using MtaStsAudit.Collector.Web.Example;
using MtaStsAudit.Model.Verdicts;
using MtaStsAudit.Web.Tests.Stage;
using Microsoft.Extensions.DependencyInjection;

namespace MtaStsAudit.Web.Tests.Pages;

public sealed class ExampleTests
{
    [Fact]
    public async Task The_example_is_judged_by_the_rules_marked_as_one_and_nothing_of_it_is_in_the_store()
    {
        await using var stage = await WebStage.StartAsync();
        var html = await stage.PageAsync("/example");
        var report = ExampleEndpoint.Judged();

        Assert.Equal((SupportLabel.PartialSupport, true), (report.Label, report.IsFinal));
        Assert.Contains("<strong>An example.</strong>", html, StringComparison.Ordinal);
        Assert.Contains("Partial support", html, StringComparison.Ordinal);
        Assert.DoesNotContain($"{report.Token}@", html, StringComparison.Ordinal);
        Assert.DoesNotContain($"/audits/{report.Token}", html, StringComparison.Ordinal);
        Assert.Equal(0, await stage.Services.GetRequiredService<EvidenceArchive>().NewestIdAsync(TestContext.Current.CancellationToken));
        Assert.Contains("href=\"/example\"", await stage.PageAsync("/"), StringComparison.Ordinal);
    }
}
